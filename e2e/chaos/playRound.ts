import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseUnderTest } from '../cluster/DatabaseUnderTest';
import { Scene } from '../cluster/Scene';
import { until } from '../cluster/until';
import { Arena } from './Arena';
import { Clients } from './Clients';
import { prepareTables } from './clients/prepareTables';
import { longestOutage } from './ledger/outage';
import { Random } from './Random';
import { RoundResult } from './RoundResult';
import { Scenario } from './Scenario';
import { CommitSampler } from './servers/CommitSampler';
import { LocalSessions } from './servers/LocalSessions';
import { twoCommitters } from './servers/twoCommitters';
import { verifyRound } from './verifyRound';

/** Writes before the fault, in milliseconds, and up to how much more, so that no rhythm is met at one point alone. */
const WARM_UP_MS = 1_500;
const JITTER_MS = 1_000;
/** An outage has begun by then, if there is to be one. */
const ONSET_MS = 2_500;
/** So many commits in the last second prove that clients can write. */
const PROOF = 10;
/** How long the cluster may take to become whole again, in seconds. */
const HEALTHY_SECONDS = 120;

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
): Promise<RoundResult> {
  const startedAt = performance.now();
  const sessions = new LocalSessions(database);
  const failures: string[] = [];
  await database.untilHealthy(HEALTHY_SECONDS);
  const arena = await Arena.of(scene, database, sessions, options.random);
  await arena.operator();
  await prepareTables(database, sessions, arena.instances);
  const sampler = new CommitSampler(sessions);
  sampler.watch(arena.instances);
  const clients = await Clients.start(database, options);
  const { ledger } = clients;
  const writing = (since: number) =>
    ledger.acknowledgedSince(Math.max(since, performance.now() - 1_000))
      .length >= PROOF;
  const stopWatching = database.kubernetes.onChange(() =>
    sampler.watch((database.status.instances ?? []).map(({ name }) => name)),
  );
  let faultAt = performance.now();
  let faultTime = Date.now();
  /** One stage of the round; what goes wrong in it is told, and the round goes on to heal. */
  const stage = async (what: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (failure) {
      const said = failure instanceof Error ? failure.message : `${failure}`;
      failures.push(`${what}: ${said}`);
    }
  };
  try {
    await stage('before the fault', () =>
      until('clients write', () => writing(0), { seconds: 30 }),
    );
    await delay(WARM_UP_MS + options.random.below(JITTER_MS));
    faultAt = performance.now();
    faultTime = Date.now();
    let heal = async (): Promise<void> => undefined;
    await stage('the fault', async () => {
      heal = await scenario.inject(arena);
    });
    const returned = () =>
      until(
        'clients write again',
        () =>
          performance.now() > faultAt + ONSET_MS &&
          (!scenario.newPrimary || database.status.primary !== arena.primary) &&
          writing(faultAt),
        {
          seconds: scenario.within,
          describe: () => JSON.stringify(database.status, null, 1),
        },
      );
    if (scenario.writesReturn === 'during') {
      await stage('during the fault', returned);
    }
    await delay(scenario.holdSeconds * 1_000);
    await stage('healing', heal);
    await stage('after the fault', async () => {
      await returned();
      await database.untilHealthy(HEALTHY_SECONDS);
      await until('clients write', () => writing(0), { seconds: 30 });
    });
  } finally {
    await clients.stop();
    await sampler.stop();
    stopWatching();
  }
  const endedAt = performance.now();
  let lost = 0;
  await stage('the comparison', async () => {
    const verdict = await verifyRound(database, sessions, clients);
    lost = verdict.lost;
    failures.push(...verdict.failures);
  });
  failures.push(...twoCommitters(sampler.samples, startedAt));
  const incidents = (database.status.incidents ?? []).filter(
    ({ startedAt: at }) => Date.parse(at) >= faultTime - 50,
  );
  const wrong = scenario.judge?.(incidents);
  if (wrong) failures.push(`what the engine did: ${wrong}`);
  const incident = incidents.at(-1);
  return {
    round: options.round,
    scenario: scenario.name,
    outageMs: longestOutage(
      ledger.acknowledgedSince(faultAt),
      faultAt,
      endedAt,
    ),
    detectionMs: incident
      ? Math.max(0, Date.parse(incident.startedAt) - faultTime)
      : undefined,
    acknowledged: ledger.count('acknowledged'),
    unknown: ledger.count('unknown'),
    lost,
    reads: clients.reader.reads,
    samples: sampler.samples.length,
    seconds: (performance.now() - startedAt) / 1_000,
    failures,
  };
}
