import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
import { Scene } from '../cluster/Scene';
import { heal } from '../../local-cluster/index.ts';
import { Options } from './options';
import { playRound } from './playRound';
import { Random } from './Random';
import { keepEvidence } from './report/Evidence';
import { failuresInWords, roundInWords } from './report/words';
import { RoundResult } from './RoundResult';
import { Scenario } from './Scenario';
import { CLUSTER } from './spec';

/** Round after round on one cluster; after a failed one on a new one, since nothing is known of the old. */
export class ChaosRun {
  private readonly random: Random;
  private database?: DatabaseUnderTest;

  constructor(
    private readonly scene: Scene,
    private readonly options: Options,
    private readonly say: (line: string) => void,
  ) {
    this.random = new Random(options.seed);
  }

  async play(): Promise<readonly RoundResult[]> {
    const { rounds, seed } = this.options;
    this.say(`seed ${seed}, ${rounds} rounds`);
    const results: RoundResult[] = [];
    const order = this.order();
    for (let round = 1; round <= rounds; round++) {
      const scenario = order[(round - 1) % order.length];
      this.say(`${round}. ${scenario.name}: ${scenario.what}`);
      const result = await this.playOne(round, scenario);
      results.push(result);
      this.say(roundInWords(result));
      if (result.failures.length > 0) this.say(failuresInWords(result));
    }
    return results;
  }

  /** As they were named; when all are played, in an order that follows from the seed. */
  private order(): readonly Scenario[] {
    const { scenarios } = this.options;
    return this.options.rounds > scenarios.length
      ? this.random.shuffled(scenarios)
      : scenarios;
  }

  private async playOne(
    round: number,
    scenario: Scenario,
  ): Promise<RoundResult> {
    this.database ??= await this.create();
    const database = this.database;
    let result: RoundResult;
    try {
      result = await playRound(this.scene, database, scenario, {
        round,
        random: this.random,
        go: this.options.go,
      });
    } catch (failure) {
      result = notPlayed(round, scenario, failure);
    }
    if (result.failures.length === 0) return result;
    const evidence = await keepEvidence(
      this.scene,
      database,
      result,
      `${this.options.seed}`,
    );
    await this.startAnew(database);
    return { ...result, evidence };
  }

  private async create(): Promise<DatabaseUnderTest> {
    const database = await this.scene.database();
    await database.apply(CLUSTER);
    await database.untilHealthy(300);
    return database;
  }

  private async startAnew(database: DatabaseUnderTest): Promise<void> {
    this.database = undefined;
    await heal();
    await this.scene.remove(database).catch(failure => {
      this.say(`   the cluster did not go: ${failure}`);
    });
  }
}

function notPlayed(
  round: number,
  scenario: Scenario,
  failure: unknown,
): RoundResult {
  return {
    round,
    scenario: scenario.name,
    outageMs: 0,
    acknowledged: 0,
    unknown: 0,
    lost: 0,
    reads: 0,
    samples: 0,
    seconds: 0,
    failures: [failure instanceof Error ? failure.message : `${failure}`],
  };
}
