import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startTrio } from '../../e2e/conformance/trio';
import { tempFolder } from '../../e2e/conformance/tempFolder';
import { startS3 } from '../../e2e/stores/s3';
import { summaryOf, percentile } from '../report/summary';
import { runAgent } from './BenchAgent';
import { LatencyClients } from './LatencyClients';
import type { Part } from './Part';
import { fill, serverSettings } from './dataset';
import { megabytes } from './units';

const milliseconds = (ms: number) => `${ms.toFixed(1)} ms`;

/** What a backup costs those who write to the primary meanwhile. */
export const writers: Part = async ({ bytes, quick, say }) => {
  const saved = Math.min(bytes, 500e6);
  const folder = tempFolder();
  const s3 = await startS3();
  const trio = await startTrio(serverSettings);
  const { primary } = trio;
  const [replica] = trio.replicas;
  const measured: { readonly name: string; readonly latencies: number[] }[] =
    [];
  try {
    // The same on both, without 500 MB of binary logs: the replica is what is saved.
    await fill(primary, saved);
    await replica.run('SET GLOBAL super_read_only=OFF');
    await fill(replica, saved);
    await replica.run('SET GLOBAL super_read_only=ON');
    const clients = await LatencyClients.start(primary);
    const measure = async (name: string, work: () => Promise<unknown>) => {
      const [latencies] = await clients.during(work);
      measured.push({ name, latencies });
      say(
        `${name}: p99 ${milliseconds(percentile(latencies, 99))} of ${
          latencies.length
        }`,
      );
    };
    const { kind, bucket, prefix, endpoint, forcePathStyle } = s3.access;
    const backup = async (method: 'Physical' | 'Logical') => {
      const scratch = join(folder, 'scratch');
      await runAgent(
        {
          ...{
            verb: 'backup',
            path: `bench/orders/${method}`,
            scratch,
            method,
          },
          store: { kind, bucket, prefix, endpoint, forcePathStyle },
          cluster: { namespace: 'bench', name: 'orders' },
          source: { name: replica.name, host: '127.0.0.1', port: replica.port },
        },
        s3.access,
      );
      await rm(scratch, { recursive: true, force: true });
    };
    await delay(2_000);
    await measure('no backup', () => delay(quick ? 5_000 : 30_000));
    await measure('a Physical backup', () => backup('Physical'));
    await measure('a Logical backup', () => backup('Logical'));
    await measure('no backup, again', () => delay(quick ? 5_000 : 30_000));
    await clients.stop();
  } finally {
    await trio.remove();
    await s3.remove();
    await rm(folder, { recursive: true, force: true });
  }
  const rows = measured.map(({ name, latencies }) => {
    const { count, p50, p95, max } = summaryOf(latencies);
    return [
      name,
      count,
      ...[p50, p95, percentile(latencies, 99), max].map(milliseconds),
    ];
  });
  const p99 = (name: string) =>
    milliseconds(
      percentile(measured.find(one => one.name === name)?.latencies ?? [], 99),
    );
  return {
    report: {
      title: 'What a backup costs writers',
      what: `Four clients of the primary of a semi-synchronous cluster of three commit a row each 10 ms, while ${megabytes(
        saved,
      )} are saved from a replica. All servers, the store, the clients and the agent share this one machine, which no cluster does: what the agent takes from the replica’s disk and processors it takes from the primary’s here.`,
      head: ['meanwhile', 'commits', 'p50', 'p95', 'p99', 'max'],
      rows,
      raw: measured,
    },
    headlines: [
      {
        figure: 'writers’ p99 during a backup',
        value: `Physical ${p99('a Physical backup')}, Logical ${p99(
          'a Logical backup',
        )}; without one ${p99('no backup')}`,
      },
    ],
  };
};
