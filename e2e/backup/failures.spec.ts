/** What goes wrong, and what is left then: nothing that could be taken for a backup, or for data. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { keysIn } from '../stores/keysIn';
import { expect, test } from './backupBed';

const table = [
  'CREATE DATABASE shop',
  'CREATE TABLE shop.t (id INT PRIMARY KEY, v LONGBLOB)',
  'INSERT INTO shop.t VALUES (1, RANDOM_BYTES(1024)), (2, RANDOM_BYTES(1024))',
];

/** Calls back when a step begins. */
function at(step: RegExp, then: () => void): Progress {
  return {
    begin(name) {
      if (step.test(name)) then();
    },
    add() {},
  };
}

test('interrupted in any step, a backup leaves nothing in the store, and the next one at its path works', async ({
  bed,
}) => {
  await bed.source.run(...table);
  for (const [method, step] of [
    ['Physical', /copy the files/],
    ['Physical', /upload/],
    ['Logical', /dump/],
  ] as const) {
    const stop = new AbortController();
    await expect(
      bed.backUp('b', {
        method,
        signal: stop.signal,
        progress: at(step, () => stop.abort()),
        scratch: join(bed.folder, `scratch-${step.source}`),
      }),
    ).rejects.toThrow();
    expect(await keysIn(bed.store)).toEqual([]);
  }
  await bed.store.put('b/data-0-00000.zst', Buffer.from('left by a kill -9'));
  await bed.backUp('b', { method: 'Logical' });
  expect(await keysIn(bed.store)).toEqual([
    'b/accounts-00000.zst',
    'b/dump-00000.zst',
    'b/manifest.json',
  ]);
});

test('a store that fails in the middle fails the backup in its own words; no manifest is there', async ({
  bed,
}) => {
  await bed.source.run(...table);
  const full = Object.assign(new Error('no space'), { code: 'QuotaExceeded' });
  await expect(
    bed.backUp('b', {
      method: 'Logical',
      progress: at(/dump/, () => bed.store.refuse('write', full)),
    }),
  ).rejects.toThrow(/bucket "memory".* is full.*retention/);
  expect(await keysIn(bed.store)).toEqual([]);
});

test('a backup never replaces another one', async ({ bed }) => {
  await bed.source.run(...table);
  await bed.backUp('b', { method: 'Logical' });
  await expect(bed.backUp('b', { method: 'Logical' })).rejects.toThrow(
    /There is a backup at b .* choose another path/,
  );
});

test('a damaged object is found, named, and no data directory appears', async ({
  bed,
}) => {
  await bed.source.run(...table);
  for (const method of ['Physical', 'Logical'] as const) {
    const { manifest } = await bed.backUp(method, { method });
    const [{ objects }] = manifest.streams;
    bed.store.damage(objects[0].key, Math.floor(objects[0].bytes / 2));
    await expect(bed.restore(method, `to-${method}`)).rejects.toThrow(
      `The object "${objects[0].key}" in bucket "memory" in this process is damaged`,
    );
    expect(existsSync(join(bed.folder, `to-${method}`, 'data'))).toBe(false);
    expect(existsSync(join(bed.folder, `to-${method}`, 'data.restoring'))).toBe(
      false,
    );
  }
});

test('a data directory that holds something is never overwritten', async ({
  bed,
}) => {
  await bed.source.run(...table);
  await bed.backUp('b', { method: 'Logical' });
  await expect(
    bed.restore('b', 'x', { datadir: bed.source.dataDir }),
  ).rejects.toThrow(/is not empty .* Give it an empty volume/);
});

test('bad wishes are refused with what there is', async ({ bed }) => {
  await bed.source.run(...table);
  await expect(
    bed.backUp('b', { method: 'Logical', databases: ['shop', 'shoe'] }),
  ).rejects.toThrow(
    'The database "shoe" is not on mysql-0: correct spec.databases. There are: shop.',
  );
  await expect(bed.backUp('b', { method: 'XtraBackup' })).rejects.toThrow(
    'choose Physical',
  );
  await expect(
    bed.backUp('b', {
      method: 'Logical',
      source: { ...bed.login, password: 'wrong' },
    }),
  ).rejects.toThrow(/Access denied/);
  await expect(bed.restore('nowhere', 'x')).rejects.toThrow(
    /lacks the object \(object "nowhere\/manifest.json"\)/,
  );
});

test('a Logical backup of a server on which nobody may be root is restored, as every cluster’s is', async ({
  bed,
}) => {
  await bed.source.run(
    ...table,
    "ALTER USER 'root'@'localhost' IDENTIFIED BY 'nobody knows' ACCOUNT LOCK",
  );
  const { manifest } = await bed.backUp('b', { method: 'Logical' });
  const { gtidExecuted } = await bed.restore('b', 'rootless');
  expect(gtidExecuted).toBe(manifest.gtidExecuted);
  expect(existsSync(join(bed.folder, 'rootless', 'data'))).toBe(true);
});

test('one database of several comes back alone from a Logical backup', async ({
  bed,
}) => {
  await bed.source.run(
    ...table,
    'CREATE DATABASE other',
    'CREATE TABLE other.t (id INT PRIMARY KEY)',
    'CREATE VIEW other.v AS SELECT * FROM other.t',
    'CREATE VIEW shop.v AS SELECT id FROM shop.t',
  );
  await bed.backUp('b', { method: 'Logical' });
  await bed.restore('b', 'one', { databases: ['shop'] });
  const server = await bed.serve('one');
  expect(
    await server.value(
      "SELECT GROUP_CONCAT(TABLE_SCHEMA, '.', TABLE_NAME ORDER BY TABLE_NAME) FROM information_schema.TABLES WHERE TABLE_SCHEMA IN ('shop', 'other')",
    ),
  ).toBe('shop.t,shop.v');
  expect(await server.value('SELECT COUNT(*) FROM shop.v')).toBe(2);
  expect(await server.value('SELECT @@global.gtid_executed')).toBe('');
  await expect(
    bed.restore('b', 'none', { databases: ['shop', 'shoe'] }),
  ).rejects.toThrow(
    'The database "shoe" is not in b: correct spec.databases. There are: other, shop.',
  );
  expect(existsSync(join(bed.folder, 'none', 'data'))).toBe(false);
});

test('a method that would lose rows, or whose artifact no server takes, is refused with what to do', async ({
  bed,
}) => {
  await bed.source.run(
    ...table,
    'CREATE TABLE shop.list (id INT NOT NULL) ENGINE=CSV',
    'INSERT INTO shop.list VALUES (1)',
  );
  await expect(bed.backUp('b')).rejects.toThrow(
    'The table shop.list has the engine CSV, whose rows a Physical backup would leave out: ALTER TABLE shop.list ENGINE=InnoDB, or choose Logical. Nothing was saved.',
  );
  await bed.source.run(
    'ALTER TABLE shop.list ENGINE=InnoDB',
    "CREATE TABLESPACE space ADD DATAFILE 'space.ibd'",
    'CREATE DATABASE other',
    'CREATE TABLE other.t (id INT PRIMARY KEY) TABLESPACE space',
  );
  await expect(bed.backUp('b', { method: 'Logical' })).rejects.toThrow(
    'The table other.t lies in the tablespace space, which a Logical backup can’t bring back: ALTER TABLE other.t TABLESPACE innodb_file_per_table, or choose Physical. Nothing was saved.',
  );
  expect(await keysIn(bed.store)).toEqual([]);
  await bed.backUp('part', { method: 'Logical', databases: ['shop'] });
  await bed.backUp('whole');
  await bed.restore('whole', 'all');
});
