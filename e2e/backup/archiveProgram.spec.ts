/** The archiver as a process, with a real S3 server: killed in the middle, and its successor. */
import { join } from 'node:path';
import {
  S3Store,
  readArchive,
} from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { executed } from '../conformance/trio';
import { until } from '../conformance/until';
import { startS3 } from '../stores/s3';
import { AgentProcess } from './AgentProcess';
import { archivePath, expect, heldAtEnd, test } from './archiveBed';

test('an archiver that is killed has a successor, and nothing is missing in between', async ({
  bed,
}) => {
  const { primary, all } = bed.trio;
  const s3 = await startS3();
  const store = new S3Store(s3.access);
  try {
    const settings = {
      verb: 'archive',
      path: archivePath,
      scratch: join(bed.folder, 'scratch'),
      cluster: { namespace: 'shop', name: 'orders' },
      instances: all.map(({ name, port }) => ({
        name,
        host: '127.0.0.1',
        port,
      })),
    };
    const holdsAll = async () => {
      const wanted = GtidSet.parse(await executed(primary));
      return until(
        'all is archived',
        async () => {
          const { chapters } = await readArchive(store, archivePath);
          const newest = chapters[chapters.length - 1];
          return newest && heldAtEnd(newest).contains(wanted) && chapters;
        },
        120_000,
      );
    };
    for (const round of [1, 2, 3]) {
      const archiver = AgentProcess.start(settings, s3.access);
      await primary.run(`INSERT INTO app.t (v) VALUES ('${round}')`);
      await holdsAll();
      for (let more = 0; more < 50; more++)
        await primary.run(`INSERT INTO app.t (v) VALUES ('more')`);
      // Somewhere in what it does with these.
      await archiver.end('SIGKILL');
    }
    const last = AgentProcess.start(settings, s3.access);
    const chapters = await holdsAll();
    await last.end('SIGTERM');
    expect((await last.result()).error).toBeUndefined();
    expect(chapters.map(({ reason }) => reason)).toEqual([
      'Started',
      'Resumed',
      'Resumed',
      'Resumed',
    ]);
    let held = chapters[0].after;
    for (const chapter of chapters) {
      expect(chapter.after.toString()).toBe(held.toString());
      held = heldAtEnd(chapter);
    }
    expect(await store.dropUnfinished('')).toBe(0);
  } finally {
    store.close();
    await s3.remove();
  }
});
