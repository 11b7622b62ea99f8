import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
import { Scene } from '../cluster/Scene';
import { heal } from '../../local-cluster/index.ts';
import { Options } from './options';
import { playRound } from './playRound';
import { Random } from './Random';
import { keepEvidence } from './report/Evidence';
import { failuresInWords, roundInWords } from './report/words';
import { RoundResult, Trace } from './RoundResult';
import { Scenario } from './Scenario';
import { CLUSTER } from './spec';

/** How long a new cluster may take, in seconds. */
const CREATE_SECONDS = 300;

/** Round after round on one cluster; after a failed one on a new one, since nothing is known of the old. */
export class ChaosRun {
  private database?: DatabaseUnderTest;

  constructor(
    private readonly scene: Scene,
    private readonly options: Options,
    private readonly say: (line: string) => void,
    private readonly played: (result: RoundResult) => void,
  ) {}

  async play(): Promise<readonly RoundResult[]> {
    const { rounds, seed, minutes } = this.options;
    const begun = performance.now();
    this.say(`seed ${seed}, ${rounds} rounds`);
    const results: RoundResult[] = [];
    const order = this.order();
    for (let round = 1; round <= rounds; round++) {
      if (performance.now() - begun > minutes * 60_000) {
        this.say(`${minutes} minutes are over`);
        break;
      }
      const scenario = order[(round - 1) % order.length];
      this.say(`${round}. ${scenario.name}: ${scenario.what}`);
      const result = await this.playOne(round, scenario);
      results.push(result);
      this.played(result);
      this.say(roundInWords(result));
      if (result.failures.length > 0) this.say(failuresInWords(result));
    }
    return results;
  }

  /** Each once, as they stand; any other number of rounds in an order that follows from the seed. */
  private order(): readonly Scenario[] {
    const { scenarios, rounds, seed } = this.options;
    return rounds !== scenarios.length
      ? new Random(seed).shuffled(scenarios)
      : scenarios;
  }

  private async playOne(
    round: number,
    scenario: Scenario,
  ): Promise<RoundResult> {
    this.database ??= await this.scene.database();
    const database = this.database;
    let result: RoundResult;
    let trace: Trace | undefined;
    try {
      if (!database.cluster) await create(database);
      ({ result, trace } = await playRound(this.scene, database, scenario, {
        round,
        // Of its own, so that what one round takes does not change the moments of the next.
        random: new Random(this.options.seed + round),
        go: this.options.go,
      }));
    } catch (failure) {
      result = notPlayed(round, scenario, failure);
    }
    if (result.failures.length === 0) return result;
    const evidence = await keepEvidence(
      this.scene,
      database,
      { result, trace },
      `${this.options.seed}`,
    );
    await this.startAnew(database);
    return { ...result, evidence };
  }

  private async startAnew(database: DatabaseUnderTest): Promise<void> {
    this.database = undefined;
    await heal();
    await this.scene.remove(database).catch(failure => {
      this.say(`   the cluster did not go: ${failure}`);
    });
  }
}

async function create(database: DatabaseUnderTest): Promise<void> {
  await database.apply(CLUSTER);
  await database.untilHealthy(CREATE_SECONDS);
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
