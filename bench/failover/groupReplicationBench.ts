import { setTimeout as delay } from 'node:timers/promises';
import { Mysqld } from '../../e2e/conformance/mysqld';
import { until } from '../../e2e/cluster/until';
import { Bench } from '../Bench';
import { outagePlot } from '../report/outagePlot';
import { summaryOf } from '../report/summary';
import { seconds } from '../seconds';
import { CommittingClient, IMPATIENT } from './CommittingClient';
import { GroupReplication } from './GroupReplication';

/** An outage lasts some twenty seconds each. */
const ROUNDS = 10;
const PROOF = 50;

const SIGNALS = {
  killed: { signal: 'SIGKILL', what: 'is killed (SIGKILL)' },
  frozen: { signal: 'SIGSTOP', what: 'is frozen (SIGSTOP)' },
} as const;

/** The same client and the same faults, with MySQL's own Group Replication instead of the engine. */
export function groupReplicationBench(fault: keyof typeof SIGNALS): Bench {
  const { signal, what } = SIGNALS[fault];
  return async (_, { quick, rounds: asked, say }) => {
    const group = await GroupReplication.start();
    const outages: number[] = [];
    try {
      const client = await CommittingClient.start(IMPATIENT, timeout =>
        group.open(timeout),
      );
      const count = quick ? 1 : asked ?? ROUNDS;
      for (let round = 1; round <= count; round++) {
        const before = await settled(group, client);
        const faultAt = performance.now();
        before.signal(signal);
        try {
          await until(
            'commits are acknowledged by another primary',
            () => client.countSince(faultAt + 1_500) >= PROOF,
            { seconds: 120 },
          );
        } finally {
          if (signal === 'SIGSTOP') before.signal('SIGCONT');
        }
        outages.push(client.longestGapSince(faultAt));
        say(`round ${round}: ${seconds(outages[round - 1])}`);
        if (signal === 'SIGKILL') await before.ended();
        await group.repair(before);
      }
      await client.stop();
      const connection = await group.open(5_000);
      const lost = await client.lostOn(connection);
      connection.destroy();
      const { p50, p95, max, min } = summaryOf(outages);
      return {
        title: `For comparison: Group Replication, primary ${fault}`,
        what: `Three mysqlds of the same version on this machine, one group in single-primary mode, default settings. The client that commits every 10 ms with a socket timeout of 1 s asks all members for the primary when it reconnects, as an ideal router would. The primary ${what}. The outage is the longest time between two acknowledged commits from then on.`,
        head: ['', 'min', 'p50', 'p95', 'max'],
        rows: [
          [
            'write outage',
            seconds(min),
            seconds(p50),
            seconds(p95),
            seconds(max),
          ],
        ],
        notes: [
          `${outages.length} rounds; ${client.acknowledged.length} commits were acknowledged, ${lost.length} of them lost.`,
          'Plain processes on loopback: no Service, no Kubernetes, so nothing of theirs is in these figures.',
        ],
        raw: { unit: 'ms', fault, lost, outages },
        plot: outagePlot(outages),
      };
    } finally {
      await group.remove();
    }
  };
}

/** Waits until the group is whole and the client commits. @returns who takes writes */
async function settled(
  group: GroupReplication,
  client: CommittingClient,
): Promise<Mysqld> {
  await group.whole();
  const since = performance.now();
  await until('the client commits', () => client.countSince(since) > PROOF, {
    seconds: 60,
  });
  await delay(1_000 + Math.random() * 500);
  const primary = await group.primary();
  if (!primary) throw new Error('nobody takes writes');
  return primary;
}
