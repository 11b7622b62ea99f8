import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  backUp,
  restore,
  silent,
} from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ArchiveBed, archivePath, login } from '../../e2e/backup/archiveBed';
import { rootfsPrograms } from '../../e2e/backup/programs';
import { executed, startTrio } from '../../e2e/conformance/trio';
import { seconds } from '../seconds';
import type { Part } from './Part';
import { serverSettings } from './dataset';
import { megabytes } from './units';

const clients = 8;

/** How fast archived transactions are applied to a restored backup. */
export const replaySpeed: Part = async ({ quick, say }) => {
  const transactions = quick ? 2_000 : 40_000;
  const bed = new ArchiveBed(await startTrio(serverSettings));
  const { primary, replicas } = bed.trio;
  try {
    bed.archive();
    await bed.holdsAllOf(primary);
    await backUp({
      ...{ cluster: { namespace: 'shop', name: 'orders' }, databases: [] },
      ...{ method: 'Logical', path: 'b1', store: bed.store, progress: silent },
      ...{ source: login(replicas[0]), programs: rootfsPrograms() },
      scratch: join(bed.folder, 'scratch'),
    });
    const startedAt = performance.now();
    await Promise.all(
      Array.from({ length: clients }, async () => {
        const client = await primary.connect('app');
        for (let index = 0; index < transactions / clients; index++)
          await client.query("INSERT INTO app.t (v) VALUES (REPEAT('x', 40))");
        client.destroy();
      }),
    );
    const writtenMs = performance.now() - startedAt;
    say(`${transactions} transactions were committed in ${seconds(writtenMs)}`);
    const { chapters } = await bed.holdsAllOf(primary);
    const bytes = chapters
      .flatMap(({ segments }) => segments)
      .reduce((sum, segment) => sum + segment.bytes, 0);
    let begun = Number.NaN;
    await mkdir(join(bed.folder, 'back'));
    await restore({
      ...{ store: bed.store, path: 'b1', databases: [] },
      pointInTime: {
        archive: archivePath,
        target: { gtidSet: GtidSet.parse(await executed(primary)) },
      },
      datadir: join(bed.folder, 'back', 'data'),
      scratch: join(bed.folder, 'restoring'),
      programs: rootfsPrograms(),
      progress: {
        begin: step => {
          if (/apply/.test(step)) begun = performance.now();
        },
        add() {},
      },
    });
    const ms = performance.now() - begun;
    const perSecond = Math.round(transactions / (ms / 1000));
    say(`applied in ${seconds(ms)}`);
    return {
      report: {
        title: 'Replay of a point-in-time restore',
        what: `${clients} clients commit single rows to a semi-synchronous cluster of three, with an archiver; then a backup of before is restored to the last of them. The time is that of applying alone, with the start of the server that does it and its clean shutdown, by mysqld’s own parallel applier.`,
        head: [
          'transactions',
          'archived',
          'committed in',
          'applied in',
          'per second',
          'faster than they were made',
        ],
        rows: [
          [
            ...[
              transactions,
              megabytes(bytes),
              seconds(writtenMs),
              seconds(ms),
            ],
            ...[perSecond, `${(writtenMs / ms).toFixed(1)} times`],
          ],
        ],
        raw: { transactions, bytes, writtenMs, ms },
      },
      headlines: [
        {
          figure: 'replay of archived transactions',
          value: `${perSecond} a second, ${(writtenMs / ms).toFixed(
            1,
          )} times as fast as they were made`,
        },
      ],
    };
  } finally {
    await bed.remove();
    await rm(bed.folder, { recursive: true, force: true });
  }
};
