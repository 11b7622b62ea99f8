/** Data come back as they were at a moment, from a backup and the archive. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type RestoreJob,
  NotRecoverable,
  backUp,
  findRecovery,
  instant,
  microsOf,
  restore,
  silent,
} from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { failOver } from '../conformance/failOver';
import { freePorts } from '../conformance/freePorts';
import { Mysqld } from '../conformance/mysqld';
import { caughtUp, executed } from '../conformance/trio';
import { until } from '../conformance/until';
import {
  type ArchiveBed,
  archivePath,
  expect,
  login,
  test,
} from './archiveBed';
import { everything } from './everything';
import { fingerprint } from './fingerprint';
import { rootfsPrograms } from './programs';

/** Beside the archive, as the operator has it. */
const backupPath = 'shop/orders/backups/b1';

const insert = (value: string) => `INSERT INTO app.t (v) VALUES ('${value}')`;
const values = "SELECT COALESCE(GROUP_CONCAT(v ORDER BY id), '') FROM app.t";

function save(
  bed: ArchiveBed,
  source: Mysqld,
  method: 'Physical' | 'Logical' = 'Physical',
  path = backupPath,
) {
  return backUp({
    cluster: { namespace: 'shop', name: 'orders' },
    method,
    databases: [],
    source: login(source),
    scratch: join(bed.folder, `scratch-${method}`),
    programs: rootfsPrograms(),
    store: bed.store,
    path,
    progress: silent,
  });
}

type Target = NonNullable<RestoreJob['pointInTime']>['target'];

function restoreTo(
  bed: ArchiveBed,
  name: string,
  target: Target,
  more: Partial<RestoreJob> = {},
) {
  const folder = join(bed.folder, name);
  mkdirSync(folder, { recursive: true });
  return restore({
    ...{ store: bed.store, path: backupPath, databases: [] },
    pointInTime: { archive: archivePath, target },
    datadir: join(folder, 'data'),
    scratch: join(bed.folder, `scratch-${name}`),
    programs: rootfsPrograms(),
    progress: silent,
    ...more,
  });
}

/** A server on what was restored, as long as the work takes. */
async function served<T>(
  bed: ArchiveBed,
  name: string,
  work: (server: Mysqld) => Promise<T>,
): Promise<T> {
  const [port = 0] = await freePorts(1);
  const server = new Mysqld(name, 99, port, join(bed.folder, name), {});
  await server.start();
  try {
    return await work(server);
  } finally {
    await server.remove();
  }
}

const valuesOf = (bed: ArchiveBed, name: string) =>
  served(bed, name, server => server.value(values));

/** When the newest transaction of a server was committed, in microseconds. */
async function newestCommit(replica: Mysqld): Promise<number> {
  return Number(
    await replica.value(
      `SELECT CAST(MAX(UNIX_TIMESTAMP(LAST_APPLIED_TRANSACTION_ORIGINAL_COMMIT_TIMESTAMP)) * 1000000 AS UNSIGNED)
       FROM performance_schema.replication_applier_status_by_worker`,
    ),
  );
}

test('a dropped table is back, and two commits of one second are told apart', async ({
  bed,
}) => {
  const { primary, replicas } = bed.trio;
  const [replica] = replicas;
  bed.archive();
  await primary.run(insert('saved'));
  await caughtUp(replica, primary);
  await save(bed, replica);
  const moments: number[] = [];
  for (const value of ['one', 'two', 'three']) {
    await primary.run(insert(value));
    await caughtUp(replica, primary);
    moments.push(await newestCommit(replica));
  }
  const [one = 0, two = 0, three = 0] = moments;
  await primary.run('DROP TABLE app.t');
  await primary.run('CREATE TABLE app.after (id INT PRIMARY KEY)');
  const all = await executed(primary);
  await bed.holdsAllOf(primary);

  // The folder of the cluster is enough to know what leads to the moment, and what it will have.
  const asked = { store: bed.store, path: 'shop/orders', scratch: bed.folder };
  expect(
    await findRecovery({ ...asked, target: { time: two + 1 } }),
  ).toMatchObject({
    ...{ path: backupPath, archive: archivePath },
    newest: { committedAt: two },
  });
  await expect(
    findRecovery({ ...asked, target: { time: one - 3_600_000_000 } }),
  ).rejects.toThrow('is before all that can be restored');

  const before = await restoreTo(bed, 'before-drop', { time: three });
  expect(before.restoredTo).toMatch(/^20.*\.\d{6}Z$/);
  expect(await valuesOf(bed, 'before-drop')).toBe('saved,one,two,three');

  await restoreTo(bed, 'one', { time: two - 1 });
  expect(await valuesOf(bed, 'one')).toBe('saved,one');
  await restoreTo(bed, 'two', { time: two });
  expect(await valuesOf(bed, 'two')).toBe('saved,one,two');
  expect(Math.floor(two / 1e6) - Math.floor(one / 1e6)).toBeLessThanOrEqual(60);

  // Everything but the DROP.
  const drop = GtidSet.parse(all).uuids()[0];
  const last = GtidSet.parse(all).count();
  const without = GtidSet.parse(all).subtract(
    GtidSet.parse(`${drop}:${last - 1}`),
  );
  const whole = await restoreTo(bed, 'without', { gtidSet: without });
  expect(whole.gtidExecuted).toBe(without.toString());
  await served(bed, 'without', async server => {
    expect(await server.value(values)).toBe('saved,one,two,three');
    expect(await server.value('SELECT COUNT(*) FROM app.after')).toBe(0);
    expect(await server.rows('SHOW REPLICA STATUS')).toEqual([]);
  });
});

test('everything that SQL can say comes through the archive, across a failover', async ({
  bed,
}) => {
  const { trio } = bed;
  bed.archive();
  await bed.holdsAllOf(trio.primary);
  await save(bed, trio.replicas[1], 'Logical');
  const half = Math.floor(everything.length / 2);
  await trio.primary.run('FLUSH BINARY LOGS', ...everything.slice(0, half));
  await bed.holdsAllOf(trio.primary);
  await caughtUp(trio.replicas[0], trio.primary);
  const winner = await failOver(trio);
  await winner.run(
    ...everything.slice(half),
    'FLUSH BINARY LOGS',
    insert('last'),
  );
  const wanted = await executed(winner);
  const archive = await bed.holdsAllOf(winner);
  const newest = Math.max(
    ...archive.chapters.flatMap(({ segments }) => segments.map(({ to }) => to)),
  );
  const restored = await restoreTo(bed, 'restored', { time: newest });
  expect(restored.gtidExecuted).toBe(wanted);
  const before = await fingerprint(await winner.connect('root'));
  await served(bed, 'restored', async server => {
    const after = await fingerprint(await server.connect('root'));
    // An applier writes each event so, as on a replica; nobody knows there whether it was enabled.
    expect(after['EVENT `shop`.`nightly`']).toContain('DISABLE ON REPLICA');
    expect({
      ...after,
      'EVENT `shop`.`nightly`': before['EVENT `shop`.`nightly`'],
    }).toEqual(before);
  });
});

test('killed while it applies, a restore goes on where it was', async ({
  bed,
}) => {
  const { primary, replicas } = bed.trio;
  bed.archive();
  await save(bed, replicas[0]);
  for (let index = 0; index < 40; index++) {
    await primary.run(insert(String(index)));
    if (index % 10 === 0) await bed.holdsAllOf(primary);
  }
  await bed.holdsAllOf(primary);
  const wanted = GtidSet.parse(await executed(primary));
  const stop = new AbortController();
  let step = '';
  let applied = 0;
  await expect(
    restoreTo(
      bed,
      'again',
      { gtidSet: wanted },
      {
        signal: stop.signal,
        batchBytes: 1,
        progress: {
          begin: name => {
            step = name;
          },
          add: () => {
            if (!/apply/.test(step)) return;
            applied += 1;
            if (applied === 3) stop.abort();
          },
        },
      },
    ),
  ).rejects.toThrow();
  const steps: string[] = [];
  const { gtidExecuted } = await restoreTo(
    bed,
    'again',
    { gtidSet: wanted },
    {
      progress: { begin: name => steps.push(name), add() {} },
    },
  );
  expect(gtidExecuted).toBe(wanted.toString());
  expect(steps).toEqual(['apply the archived transactions']);
  expect(await valuesOf(bed, 'again')).toBe(await primary.value(values));
});

test('a gap and a damaged object are refused and named; the backup itself stays restorable', async ({
  bed,
}) => {
  const { primary, replicas } = bed.trio;
  const archiver = bed.archive();
  await save(bed, replicas[0]);
  await primary.run(insert('first'));
  await bed.holdsAllOf(primary);
  await archiver.stop();
  bed.archive();
  await primary.run(insert('second'));
  const { chapters } = await bed.holdsAllOf(primary);
  const wanted = { gtidSet: GtidSet.parse(await executed(primary)) };
  const [first] = chapters.map(({ segments }) => segments[segments.length - 1]);
  if (!first) throw new Error('the first chapter has segments');

  bed.store.damage(first.key, 20);
  await expect(restoreTo(bed, 'damaged', wanted)).rejects.toThrow(
    `The object "${first.key}" in bucket "memory" in this process is damaged`,
  );
  await bed.store.remove([first.key]);
  const missing = restoreTo(bed, 'gap', wanted);
  await expect(missing).rejects.toThrow(NotRecoverable);
  await expect(missing).rejects.toThrow(
    `the transactions ${first.gtids} are in no archive`,
  );
  const newest = chapters[1]?.segments[0]?.to ?? 0;
  await expect(restoreTo(bed, 'gap', { time: newest })).rejects.toThrow(
    /is the nearest moment before/,
  );
  const { gtidExecuted } = await restoreTo(bed, 'itself', wanted, {
    pointInTime: undefined,
  });
  expect(
    GtidSet.parse(wanted.gtidSet.toString()).contains(
      GtidSet.parse(gtidExecuted),
    ),
  ).toBe(true);
});

test('the archiver says what can be restored, and deletes what no backup needs any more', async ({
  bed,
}) => {
  const { primary, replicas } = bed.trio;
  const archiver = bed.archive(undefined, {
    ...{ backups: 'backups', recoverabilityEveryMs: 300, chapterMs: 0 },
  });
  const told = () =>
    [...archiver.reports].reverse().find(one => one.state === 'Recoverable');
  await until('nothing can be restored', () => told()?.backups === 0);
  await primary.run(insert('one'));
  await bed.holdsAllOf(primary);
  await caughtUp(replicas[0], primary);
  const backup = await save(bed, replicas[0], 'Logical', 'backups/b1');
  for (const value of ['two', 'three']) {
    await primary.run(insert(value));
    await bed.holdsAllOf(primary);
  }
  const whole = await bed.holdsAllOf(primary);
  const newest = whole.chapters.at(-1)?.segments.at(-1)?.to ?? 0;
  const { earliest = '' } = await until('all can be restored', () => {
    const last = told();
    return last?.latest === instant(newest) && last;
  });
  const target = { time: microsOf(earliest) };
  await restoreTo(bed, 'earliest', target, { path: 'backups/b1' });
  expect(await valuesOf(bed, 'earliest')).toBe('one');
  const { manifest } = backup;
  await until(
    'the first chapter is the one that the backup goes on with',
    async () => {
      const [first] = (await bed.read()).chapters;
      return first?.after.toString() === manifest.gtidExecuted;
    },
  );
  expect(told()?.earliest).toBe(earliest);
});
