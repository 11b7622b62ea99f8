import { setTimeout as delay } from 'node:timers/promises';
import { signalMysqld } from '../e2e/cluster/mysqldProcess';
import { until } from '../e2e/cluster/until';
import { Bench } from './Bench';
import { CommittingClient } from './failover/CommittingClient';
import { outagePlot } from './report/outagePlot';
import { Report } from './report/Report';
import { summaryOf } from './report/summary';
import { seconds } from './seconds';

const ROUNDS = 20;
/** Commits after the outage that prove that it is over. */
const PROOF = 50;

/** The primary is killed while a client commits: how long it can't, and whether anything is lost. */
export const failover: Bench = async (
  stand,
  { quick, say },
): Promise<Report> => {
  await stand.operator();
  const database = await stand.database();
  await database.apply({
    instances: 3,
    storage: { size: '1Gi', storageClassName: 'local-dynamic' },
    // Kills in a row are this bench's business, and no flapping.
    failover: { minSecondsBetween: 0 },
    deletionPolicy: 'Delete',
  });
  await database.untilHealthy(300);
  const client = await CommittingClient.start(database);
  const outages: number[] = [];
  const byEngine: (number | undefined)[] = [];
  for (let round = 0; round < (quick ? 2 : ROUNDS); round++) {
    await database.untilHealthy(180);
    // At another moment of the client's, the heartbeat's and the probes' rhythm each time.
    await delay(1_000 + Math.random() * 500);
    const primary = database.status.primary ?? '';
    const killedAt = performance.now();
    signalMysqld(database.namespace, primary, 'SIGKILL');
    await until(
      'commits are acknowledged by another primary',
      () =>
        database.status.primary !== primary &&
        client.countSince(killedAt + 100) >= PROOF,
      { seconds: 90, describe: () => JSON.stringify(database.status, null, 1) },
    );
    outages.push(client.longestGapSince(killedAt));
    byEngine.push(database.status.incidents?.[0]?.outageMs);
    say(`round ${round + 1}: ${seconds(outages[round])} (${primary} killed)`);
  }
  await database.untilHealthy(180);
  await client.stop();
  const lost = await client.lost();
  const incidents = database.status.incidents ?? [];
  await stand.remove(database);
  const { p50, p95, max, min } = summaryOf(outages);
  return {
    title: 'Failover: mysqld of the primary killed',
    what: 'Three instances, SemiSync, a client that commits every 10 ms through the ClusterIP of the primary’s Service with a socket timeout of 1 s, and reconnects at once. mysqld of the primary gets SIGKILL. The outage is the longest time between two acknowledged commits from the kill on. At the end every acknowledged commit is looked for.',
    head: [
      'rounds',
      'min',
      'p50',
      'p95',
      'max',
      'commits acknowledged',
      'lost',
    ],
    rows: [
      [
        outages.length,
        seconds(min),
        seconds(p50),
        seconds(p95),
        seconds(max),
        client.acknowledged.length,
        lost.length,
      ],
    ],
    notes: [
      'The operator runs on the same machine outside the cluster and reaches the pods directly; so does the client.',
    ],
    raw: { unit: 'ms', outages, byEngine, lost, lastIncidents: incidents },
    plot: outagePlot(outages),
  };
};
