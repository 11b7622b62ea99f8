import { setTimeout as delay } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { DatabaseUnderTest } from '../../e2e/cluster/DatabaseUnderTest';
import { until } from '../../e2e/cluster/until';
import { Bench } from '../Bench';
import { outagePlot } from '../report/outagePlot';
import { Report } from '../report/Report';
import { summaryOf } from '../report/summary';
import { seconds } from '../seconds';
import { CommittingClient, DEFAULT, IMPATIENT } from './CommittingClient';
import { Fault } from './faults';
import { Phases, phasesOf } from './phases';

const ROUNDS = 20;
/** Commits after the outage that prove that it is over. */
const PROOF = 50;

/** What one round showed, in milliseconds. */
interface Round {
  readonly primary: string;
  readonly outageMs: number;
  readonly defaultsOutageMs: number;
  /** The driver with its defaults had not come back when the fault was undone. */
  readonly defaultsGivenUp: boolean;
  readonly phases?: Phases;
}

/** How long clients can't commit when the primary is lost in one way, and whether anything is lost. */
export function failoverOf(fault: Fault): Bench {
  return async (stand, { quick, rounds: asked, say }): Promise<Report> => {
    await stand.operator();
    const database = await stand.database();
    await database.apply({
      instances: 3,
      storage: { size: '1Gi', storageClassName: 'local-dynamic' },
      // Faults in a row are this bench's business, and no flapping.
      failover: { minSecondsBetween: 0 },
      deletionPolicy: 'Delete',
    });
    await database.untilHealthy(300);
    const open = await opener(database);
    const client = await CommittingClient.start(IMPATIENT, open);
    const defaults = await CommittingClient.start(DEFAULT, open);
    const played: Round[] = [];
    const count = quick ? 2 : asked ?? ROUNDS;
    for (let round = 1; round <= count; round++) {
      const result = await playRound(database, fault, round, client, defaults);
      played.push(result);
      say(
        `round ${round}: ${seconds(result.outageMs)} (${
          result.primary
        }), with the driver’s defaults ${seconds(result.defaultsOutageMs)}`,
      );
    }
    await database.untilHealthy(180);
    await client.stop();
    await defaults.stop();
    const connection = await open(5_000);
    const lost = [
      ...(await client.lostOn(connection)),
      ...(await defaults.lostOn(connection)),
    ];
    connection.destroy();
    await stand.remove(database);
    return report(fault, played, lost.length, [client, defaults]);
  };
}

async function playRound(
  database: DatabaseUnderTest,
  fault: Fault,
  round: number,
  client: CommittingClient,
  defaults: CommittingClient,
): Promise<Round> {
  await database.untilHealthy(180);
  const since = performance.now();
  await until(
    'both clients commit',
    () => client.countSince(since) > 20 && defaults.countSince(since) > 20,
    { seconds: 60 },
  );
  // At another moment of the clients', the heartbeat's and the probes' rhythm each time.
  await delay(1_000 + Math.random() * 500);
  const primary = database.status.primary ?? '';
  const before = database.status.incidents?.[0]?.startedAt;
  const faultAt = performance.now();
  const faultTime = Date.now();
  const undo = await fault.inject(database, round);
  let defaultsGivenUp = false;
  try {
    await until(
      'commits are acknowledged by another primary',
      () =>
        database.status.primary !== primary &&
        client.countSince(faultAt + 100) >= PROOF,
      { seconds: 90, describe: () => JSON.stringify(database.status, null, 1) },
    );
    const patience = faultAt + fault.patience * 1_000;
    await until(
      'the driver with its defaults commits again',
      () => {
        defaultsGivenUp = performance.now() > patience;
        return defaultsGivenUp || defaults.countSince(faultAt + 100) >= PROOF;
      },
      { seconds: fault.patience + 10 },
    );
  } finally {
    await undo();
  }
  const outageMs = client.longestGapSince(faultAt);
  const defaultsOutageMs = defaults.longestGapSince(faultAt);
  const incident = await until(
    'the engine has closed its record',
    () => {
      const newest = database.status.incidents?.[0];
      return newest && newest.startedAt !== before && newest;
    },
    { seconds: 30 },
  );
  return {
    primary,
    outageMs,
    defaultsOutageMs,
    defaultsGivenUp,
    phases: phasesOf(incident, faultTime),
  };
}

async function opener(database: DatabaseUnderTest) {
  const login = await database.login();
  const host = await database.serviceIp('primary');
  return async (timeoutMs?: number) => {
    const connection = await createConnection({
      host,
      port: 3306,
      user: login.username,
      password: login.password,
      database: login.database,
      ...(timeoutMs ? { connectTimeout: timeoutMs } : {}),
      // MySQL's own certificates are self-signed.
      ssl: { rejectUnauthorized: false },
    });
    connection.on('error', () => undefined);
    return connection;
  };
}

function report(
  fault: Fault,
  played: readonly Round[],
  lost: number,
  [client, defaults]: readonly CommittingClient[],
): Report {
  const outages = played.map(round => round.outageMs);
  const phase = (name: keyof Phases) =>
    played.flatMap(({ phases }) => phases?.[name] ?? []);
  const row = (name: string, figures: readonly number[]) => {
    const { count, min, p50, p95, max } = summaryOf(figures);
    return count === 0
      ? [name, '–', '–', '–', '–']
      : [name, seconds(min), seconds(p50), seconds(p95), seconds(max)];
  };
  const givenUp = played.filter(round => round.defaultsGivenUp).length;
  return {
    title: `Failover: ${fault.title}`,
    what: `Three instances, SemiSync. Two clients commit every 10 ms through the ClusterIP of the primary’s Service and reconnect at once: one gives a connection up after 1 s without an answer, one has the driver’s default settings, which know no such limit. ${fault.what} The outage is the longest time between two acknowledged commits from then on. The phases are the engine’s own, counted from the fault. At the end every acknowledged commit is looked for.`,
    head: ['', 'min', 'p50', 'p95', 'max'],
    rows: [
      row('write outage', outages),
      row(
        'write outage with the driver’s defaults',
        played.map(round => round.defaultsOutageMs),
      ),
      row('detected', phase('detected')),
      row('old primary fenced', phase('fenced')),
      row('new primary writable', phase('promoted')),
      row('Service rerouted', phase('rerouted')),
    ],
    notes: [
      `${played.length} rounds; ${
        client.acknowledged.length + defaults.acknowledged.length
      } commits were acknowledged, ${lost} of them lost.`,
      ...(givenUp > 0
        ? [
            `In ${givenUp} rounds the driver with its defaults still waited for the old primary when the fault was undone after ${fault.patience} s: its figures end there.`,
          ]
        : []),
      'The operator runs on the same machine outside the cluster and reaches the pods directly; so do the clients.',
    ],
    raw: { unit: 'ms', fault: fault.name, lost, rounds: played },
    plot: outagePlot(outages),
  };
}
