import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
import { Scene } from '../cluster/Scene';
import { until } from '../cluster/until';
import { Arena } from './Arena';
import { Clients } from './Clients';
import { prepareTables } from './clients/prepareTables';
import { judgeRound, Moments } from './judgeRound';
import { Random } from './Random';
import { RecordWatch } from './RecordWatch';
import { RoundResult, Trace } from './RoundResult';
import { Scenario } from './Scenario';
import { CommitSampler } from './servers/CommitSampler';
import { LocalSessions } from './servers/LocalSessions';

/** Writes before the fault, in milliseconds, and up to how much more, so that no rhythm is met at one point alone. */
const WARM_UP_MS = 1_500;
const JITTER_MS = 1_000;
/** An outage has begun by then, if there is to be one. */
const ONSET_MS = 2_500;
/** So many commits in the last second prove that clients can write. */
const PROOF = 10;
/** How long the cluster may take to become whole again, and each of the clients to write again, in seconds. */
const HEALTHY_SECONDS = 180;
const EACH_SECONDS = 60;

/** Hurts a healthy cluster once while clients write, heals it, and looks whether anything is wrong. */
export async function playRound(
  scene: Scene,
  database: DatabaseUnderTest,
  scenario: Scenario,
  options: {
    readonly round: number;
    readonly random: Random;
    readonly go: boolean;
  },
): Promise<{ readonly result: RoundResult; readonly trace: Trace }> {
  const startedAt = performance.now();
  const sessions = new LocalSessions(database);
  const failures: string[] = [];
  await database.untilHealthy(HEALTHY_SECONDS);
  const arena = await Arena.of(scene, database, sessions, options.random);
  await arena.operator();
  await prepareTables(database, sessions, arena.instances);
  const sampler = new CommitSampler(sessions);
  sampler.watch(arena.instances);
  const record = new RecordWatch(database, () =>
    sampler.watch((database.status.instances ?? []).map(({ name }) => name)),
  );
  const clients = await Clients.start(
    database,
    sessions,
    arena.instances,
    options,
  );
  const moments: Moments = {
    startedAt,
    faultAt: performance.now(),
    faultTime: Date.now(),
    endedAt: Infinity,
  };
  const writing = () =>
    clients.acknowledgedSince(
      Math.max(moments.faultAt, performance.now() - 1_000),
    ).length >= PROOF;
  /** One stage of the round; what goes wrong in it is told, and the round goes on to heal. */
  const stage = async (what: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (failure) {
      const said = failure instanceof Error ? failure.message : `${failure}`;
      failures.push(`${what}: ${said}`);
    }
  };
  const describe = () => JSON.stringify(database.status, null, 1);
  const returned = () =>
    until(
      'clients write again',
      () =>
        performance.now() > moments.faultAt + ONSET_MS &&
        (!scenario.newPrimary || database.status.primary !== arena.primary) &&
        writing(),
      { seconds: scenario.within, describe },
    );
  try {
    await stage('before the fault', () =>
      until(
        'each client writes',
        () =>
          clients.allWroteSince(startedAt) &&
          clients.besideWroteSince(arena.primary, startedAt),
        { seconds: EACH_SECONDS, describe },
      ),
    );
    await delay(WARM_UP_MS + options.random.below(JITTER_MS));
    moments.faultAt = performance.now();
    moments.faultTime = Date.now();
    let heal = async (): Promise<void> => undefined;
    await stage('the fault', async () => {
      heal = await scenario.inject(arena);
    });
    if (scenario.writesReturn === 'during') {
      await stage('during the fault', returned);
    }
    await delay(scenario.holdSeconds * 1_000);
    await stage('healing', heal);
    await stage('after the fault', async () => {
      await returned();
      const healed = performance.now();
      await database.until(
        'all are members again, and a commit waits for as many as promised',
        ({ phase, synchronous }) =>
          phase === 'Healthy' &&
          synchronous?.members.length === arena.instances.length &&
          synchronous.waitFor === Math.floor(arena.instances.length / 2),
        HEALTHY_SECONDS,
      );
      await until('each client writes', () => clients.allWroteSince(healed), {
        seconds: EACH_SECONDS,
        describe,
      });
    });
  } finally {
    moments.endedAt = performance.now();
    await clients.stop();
    await sampler.stop();
    record.stop();
  }
  const verdict = await judgeRound({
    ...{ scenario, arena, database, sessions, clients, record, moments },
    samples: sampler.samples,
  });
  const { ledger, reader } = clients;
  return {
    result: {
      round: options.round,
      scenario: scenario.name,
      ...verdict,
      acknowledged: ledger.count('acknowledged'),
      unknown: ledger.count('unknown'),
      reads: reader.reads,
      samples: sampler.samples.length,
      seconds: (performance.now() - startedAt) / 1_000,
      failures: [...failures, ...verdict.failures],
    },
    trace: {
      ...{ moments, leaders: record.leaders, samples: sampler.samples },
      entries: ledger.entries,
    },
  };
}
