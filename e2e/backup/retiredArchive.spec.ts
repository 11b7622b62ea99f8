/** What becomes of an archive that nobody goes on with, in a real S3. */
import { join } from 'node:path';
import {
  S3Store,
  backUp,
  findRecovery,
  instant,
  microsOf,
  readArchive,
  recoverability,
  removeArtifact,
  retireArchives,
  silent,
} from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { caughtUp, executed } from '../conformance/trio';
import { until } from '../conformance/until';
import { keysIn } from '../stores/keysIn';
import { startS3 } from '../stores/s3';
import { archivePath, expect, heldAtEnd, login, test } from './archiveBed';
import { rootfsPrograms } from './programs';

test('an archive that nobody goes on with loses what no backup needs, ends with the last of them, and can begin anew', async ({
  bed,
}) => {
  const { primary, replicas } = bed.trio;
  const s3 = await startS3();
  const store = new S3Store(s3.access);
  const archive = () =>
    bed.archive(undefined, {
      ...{ openStore: () => new S3Store(s3.access), chapterMs: 0 },
    });
  const commit = async (value: string) => {
    await primary.run(`INSERT INTO app.t (v) VALUES ('${value}')`);
    const wanted = GtidSet.parse(await executed(primary));
    return until(
      'it is archived',
      async () => {
        const { chapters } = await readArchive(store, archivePath);
        const newest = chapters[chapters.length - 1];
        return newest && heldAtEnd(newest).contains(wanted) && chapters;
      },
      120_000,
    );
  };
  const save = async (name: string) => {
    await caughtUp(replicas[0], primary);
    const path = `shop/orders/backups/${name}`;
    const { manifest } = await backUp({
      cluster: { namespace: 'shop', name: 'orders' },
      ...{ method: 'Logical', databases: [], source: login(replicas[0]) },
      ...{ scratch: join(bed.folder, name), programs: rootfsPrograms() },
      ...{ store, path, progress: silent },
    });
    return {
      ...{ name: path, completedAt: microsOf(manifest.completedAt) },
      gtidExecuted: GtidSet.parse(manifest.gtidExecuted),
    };
  };
  const retire = (restMs?: number) =>
    retireArchives({ store, namespace: 'shop', kept: new Set(), restMs });
  try {
    const archiver = archive();
    await commit('one');
    const first = await save('b1');
    for (const value of ['two', 'three']) await commit(value);
    const second = await save('b2');
    const whole = await commit('four');
    await archiver.stop();

    expect(await retire()).toEqual({ archives: 0, ended: 0, chapters: 0 });
    await retire(0);
    const range = async () =>
      recoverability(await readArchive(store, archivePath), [second]);
    const before = await range();
    expect(before.latest).toBe(instant(whole.at(-1)?.segments.at(-1)?.to ?? 0));

    await removeArtifact(store, first.name);
    const { chapters, ended } = await retire(0);
    expect(chapters).toBeGreaterThan(0);
    expect(ended).toBe(0);
    // It may begin with the very chapter now, and the moment at which the backup was complete is the first one then.
    const after = await range();
    expect(after).toMatchObject({ latest: before.latest, gaps: [] });
    expect(after.earliest).toBe(
      [before.earliest, instant(second.completedAt)].find(
        moment => moment === after.earliest,
      ),
    );
    for (const moment of [after.earliest, after.latest])
      expect(
        await findRecovery({
          ...{ store, path: 'shop/orders', scratch: bed.folder },
          target: { time: microsOf(moment ?? '') },
        }),
      ).toMatchObject({ path: second.name, archive: archivePath });

    await removeArtifact(store, second.name);
    expect(await retire(0)).toMatchObject({ archives: 1, ended: 1 });
    expect(await keysIn(store)).toEqual([]);

    archive();
    const [anew] = await commit('five');
    expect(anew).toMatchObject({ reason: 'Started' });
  } finally {
    await bed.stopArchivers();
    store.close();
    await s3.remove();
  }
});
