import { setTimeout as delay } from 'node:timers/promises';
import { readArchive } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import {
  ArchiveBed,
  archivePath,
  heldAtEnd,
} from '../../e2e/backup/archiveBed';
import { executed, startTrio } from '../../e2e/conformance/trio';
import { until } from '../../e2e/conformance/until';
import { startS3 } from '../../e2e/stores/s3';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { percentile, summaryOf } from '../report/summary';
import { seconds } from '../seconds';
import type { Part } from './Part';
import { TimedStore } from './TimedStore';

/** How often a client commits, in milliseconds; the last one is as fast as it can. */
const rhythms = [1_000, 100, 0] as const;

/** How long after its commit a transaction is in the store. */
export const archiveDelay: Part = async ({ quick, say }) => {
  const s3 = await startS3();
  const store = new TimedStore(s3.access);
  const bed = new ArchiveBed(await startTrio());
  const { primary } = bed.trio;
  const measured: { readonly everyMs: number; readonly delays: number[] }[] =
    [];
  try {
    bed.archive(undefined, { openStore: () => store });
    const client = await primary.connect('app');
    const uuid = String(await primary.value('SELECT @@server_uuid'));
    for (const everyMs of rhythms) {
      const committedAt = new Map<number, number>();
      const end = performance.now() + (quick ? 4_000 : 30_000);
      let number = GtidSet.parse(await executed(primary)).count();
      while (performance.now() < end) {
        await client.query("INSERT INTO app.t (v) VALUES ('delay')");
        number += 1;
        committedAt.set(number, Date.now());
        if (everyMs > 0) await delay(everyMs);
      }
      const wanted = GtidSet.parse(`${uuid}:1-${number}`);
      const { chapters } = await until(
        'all of it is archived',
        async () => {
          const archive = await readArchive(store, archivePath);
          const newest = archive.chapters.at(-1);
          return newest && heldAtEnd(newest).contains(wanted) && archive;
        },
        120_000,
      );
      const segments = chapters.flatMap(chapter => chapter.segments);
      const delays = [...committedAt].flatMap(([gtid, at]) => {
        const one = GtidSet.parse(`${uuid}:${gtid}`);
        const segment = segments.find(({ gtids }) => gtids.contains(one));
        const written = segment && store.writtenAt.get(segment.key);
        return written === undefined ? [] : [written - at];
      });
      measured.push({ everyMs, delays });
      say(
        `a commit each ${everyMs} ms: p50 ${seconds(
          percentile(delays, 50),
        )}, p99 ${seconds(percentile(delays, 99))}`,
      );
    }
    client.destroy();
  } finally {
    await bed.remove();
    store.close();
    await s3.remove();
  }
  const slowest = measured.flatMap(({ delays }) => delays);
  return {
    report: {
      title: 'From the commit into the archive',
      what: 'A client of a semi-synchronous cluster of three commits single rows at different rhythms; the archiver reads the binary log from a replica and writes into a real S3 server. Of each transaction: from the moment when the client was told of its commit until the object with it was in the store.',
      head: ['a commit each', 'transactions', 'p50', 'p95', 'p99', 'max'],
      rows: measured.map(({ everyMs, delays }) => {
        const { count, p50, p95, max } = summaryOf(delays);
        return [
          everyMs > 0 ? `${everyMs} ms` : 'as fast as it can',
          count,
          ...[p50, p95, percentile(delays, 99), max].map(seconds),
        ];
      }),
      raw: measured,
    },
    headlines: [
      {
        figure: 'from a commit into the archive',
        value: `p50 ${seconds(percentile(slowest, 50))}, p99 ${seconds(
          percentile(slowest, 99),
        )}`,
        aim: 'within 2 s',
      },
    ],
  };
};
