/** One server by itself: how it boots, what it remembers, what can be changed while it runs. */
import { expect, test as base } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMysqlds, type Mysqld } from './mysqld';
import { constantConfig, myCnf } from './mysqldConfig';
import { Pending } from './pending';
import { findRootfs, mysqldProgram } from './rootfs';
import { tempFolder } from './tempFolder';
import { until } from './until';

const test = base.extend<{ mysqld: Mysqld }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from the pattern
  mysqld: async ({}, use) => {
    const [mysqld] = await startMysqlds(1);
    if (!mysqld) throw new Error('one was asked for');
    await use(mysqld);
    await mysqld.remove();
  },
});

test.describe('a start', () => {
  test('the init file writes accounts under super_read_only=ON and leaves no GTID', async ({
    mysqld,
  }) => {
    expect(
      await mysqld.value('SELECT CONCAT(@@super_read_only, @@read_only)'),
    ).toBe('11');
    expect(
      await mysqld.value("SELECT COUNT(*) FROM mysql.user WHERE user='repl'"),
    ).toBe(1);
    expect(await mysqld.value('SELECT @@global.gtid_executed')).toBe('');
    expect(await mysqld.value('SELECT COUNT(*) FROM mysql.gtid_executed')).toBe(
      0,
    );
  });

  test('nobody is greeted before the init file ended, and then super_read_only holds', async ({
    mysqld,
  }) => {
    await mysqld.kill();
    mysqld.launch({}, 'SELECT SLEEP(2);');
    await until(
      'it listens',
      () =>
        mysqld.log.split('starting as process').length > 2 && mysqld.listens(),
    );
    const early = new Pending(mysqld.connect('admin', 30_000));
    expect(await early.toldWithin(500)).toBe('nothing');
    await until('a login', () => early.told === 'ok');
    const admin = await mysqld.connect('admin');
    await expect(admin.query('CREATE DATABASE app')).rejects.toThrow(
      /super-read-only/,
    );
  });

  test('a statement of the init file that fails skips the rest; the server starts', async ({
    mysqld,
  }) => {
    await mysqld.kill();
    await mysqld.start(
      {},
      "GRANT NONSENSE ON *.* TO 'app'@'%';\nCREATE USER 'late'@'%' IDENTIFIED BY '';",
    );
    expect(
      await mysqld.value("SELECT COUNT(*) FROM mysql.user WHERE user='late'"),
    ).toBe(0);
    expect(mysqld.log).toContain('[ERROR]');
  });

  test('SET PERSIST beats my.cnf unless persisted_globals_load=OFF', async ({
    mysqld,
  }) => {
    await mysqld.run('SET PERSIST sync_binlog=0');
    await mysqld.kill();
    await mysqld.start({ persisted_globals_load: 'ON' });
    expect(await mysqld.value('SELECT @@sync_binlog')).toBe(0);
    await mysqld.kill();
    await mysqld.start();
    expect(await mysqld.value('SELECT @@sync_binlog')).toBe(1);
  });

  test('RESTART ends mysqld with exit code 16 when MYSQLD_PARENT_PID names its parent', async ({
    mysqld,
  }) => {
    await mysqld.rows('RESTART').catch(() => []);
    await mysqld.ended();
    expect(mysqld.exitCode).toBe(16);
  });

  test('a server with accounts made without binary logging and RESET BINARY LOGS AND GTIDS reads as new', async ({
    mysqld,
  }) => {
    await mysqld.run(
      'SET GLOBAL super_read_only=OFF',
      'SET GLOBAL read_only=OFF',
      'CREATE DATABASE app',
      'RESET BINARY LOGS AND GTIDS',
      'SET SESSION sql_log_bin=0',
      "CREATE USER 'x'@'%' IDENTIFIED BY ''",
      'SET SESSION sql_log_bin=1',
    );
    expect(await mysqld.value('SELECT @@global.gtid_executed')).toBe('');
  });

  for (const [prefix, outcome] of [
    ['', 'fails'],
    ['loose_', 'works'],
  ] as const) {
    test(`--initialize with ${prefix}rpl_semi_sync_source_timeout in my.cnf ${outcome}, because it loads no plugin`, () => {
      const folder = tempFolder();
      const cnf = join(folder, 'my.cnf');
      writeFileSync(
        cnf,
        myCnf({
          plugin_load_add: 'semisync_source.so',
          [`${prefix}rpl_semi_sync_source_timeout`]: '1000',
          innodb_redo_log_capacity: '16M',
        }),
      );
      const { command, before, after } = mysqldProgram(findRootfs());
      const initialise = () =>
        execFileSync(
          command,
          [
            ...before,
            `--defaults-file=${cnf}`,
            '--initialize-insecure',
            `--datadir=${join(folder, 'data')}`,
            ...after,
          ],
          { stdio: 'pipe' },
        );
      try {
        if (outcome === 'works') initialise();
        else
          expect(initialise).toThrow(
            /unknown variable 'rpl_semi_sync_source_timeout/,
          );
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});

test.describe('a read-only server', () => {
  test('GET_LOCK works under super_read_only, keeps the next one out, and ends with its holder', async ({
    mysqld,
  }) => {
    const [holder, next] = [
      await mysqld.connect('admin'),
      await mysqld.connect('admin'),
    ];
    const take =
      "SELECT GET_LOCK('mysqlha', 0) AS got, IS_USED_LOCK('mysqlha') AS holder";
    expect((await holder.query(take))[0]).toEqual([
      { got: 1, holder: holder.threadId },
    ]);
    expect((await next.query(take))[0]).toEqual([
      { got: 0, holder: holder.threadId },
    ]);
    await next.query(`KILL ${holder.threadId}`);
    await until('the lock is free', async () => {
      const [rows] = await next.query("SELECT GET_LOCK('mysqlha', 1) AS got");
      return JSON.stringify(rows) === '[{"got":1}]';
    });
  });

  test('offline_mode=ON and super_read_only=ON fence without a restart, and lift without one', async ({
    mysqld,
  }) => {
    await mysqld.run(
      'SET GLOBAL super_read_only=OFF',
      'SET GLOBAL read_only=OFF',
      'CREATE DATABASE app',
    );
    const app = await mysqld.connect('app');
    await mysqld.run(
      'SET GLOBAL offline_mode=ON',
      'SET GLOBAL super_read_only=ON',
    );
    await expect(app.query('SELECT 1')).rejects.toThrow();
    await expect(mysqld.connect('app')).rejects.toThrow(/offline/i);
    await mysqld.run('SET GLOBAL offline_mode=OFF');
    const back = await mysqld.connect('app');
    await expect(back.query('CREATE TABLE app.t (id INT)')).rejects.toThrow(
      /read-only/,
    );
  });
});

/** The settings of invariant 4 and those that the engine switches: can they be set while the server runs? */
const settings: readonly (readonly [
  name: string,
  change: string,
  kind: 'dynamic' | 'static',
])[] = [
  ['sync_binlog', '0', 'dynamic'],
  ['innodb_flush_log_at_trx_commit', '2', 'dynamic'],
  ['innodb_doublewrite', "'DETECT_ONLY'", 'dynamic'],
  ['sync_relay_log', '0', 'dynamic'],
  ['replica_preserve_commit_order', 'OFF', 'dynamic'],
  ['rpl_semi_sync_source_enabled', 'ON', 'dynamic'],
  ['rpl_semi_sync_source_timeout', '1000', 'dynamic'],
  ['rpl_semi_sync_source_wait_for_replica_count', '2', 'dynamic'],
  ['rpl_semi_sync_source_wait_no_replica', 'OFF', 'dynamic'],
  ['rpl_semi_sync_source_wait_point', "'AFTER_COMMIT'", 'dynamic'],
  ['rpl_semi_sync_replica_enabled', 'ON', 'dynamic'],
  ['replication_sender_observe_commit_only', 'ON', 'dynamic'],
  ['binlog_format', "'STATEMENT'", 'dynamic'],
  ['gtid_mode', "'ON_PERMISSIVE'", 'dynamic'],
  ['enforce_gtid_consistency', "'WARN'", 'dynamic'],
  ['replica_net_timeout', '60', 'dynamic'],
  ['offline_mode', 'ON', 'dynamic'],
  ['super_read_only', 'ON', 'dynamic'],
  ['relay_log_recovery', 'ON', 'static'],
  ['log_replica_updates', 'OFF', 'static'],
  ['persisted_globals_load', 'ON', 'static'],
  ['skip_replica_start', 'OFF', 'static'],
  ['log_bin', 'OFF', 'static'],
  ['server_uuid', "'x'", 'static'],
];

const cantSetAtRunTime = 1238; // ER_INCORRECT_GLOBAL_LOCAL_VAR: "is a read only variable"

test('the constant settings are dynamic or static as listed', async ({
  mysqld,
}) => {
  const admin = await mysqld.connect('admin');
  const seen: Record<string, string> = {};
  for (const [name, change] of settings) {
    seen[name] = await admin.query(`SET GLOBAL ${name}=${change}`).then(
      () => 'dynamic',
      (error: { errno?: number; message: string }) =>
        error.errno === cantSetAtRunTime ? 'static' : error.message,
    );
  }
  expect(seen).toEqual(
    Object.fromEntries(settings.map(([name, , kind]) => [name, kind])),
  );
});

test('no setting of invariant 4 is unknown to the server', async ({
  mysqld,
}) => {
  const names = Object.keys(constantConfig)
    .map(name => name.replace(/^loose_/, ''))
    .filter(name => name !== 'plugin_load_add');
  const known = (
    await mysqld.rows(
      'SELECT VARIABLE_NAME AS name FROM performance_schema.global_variables',
    )
  ).map(row => row.name);
  expect(
    names.filter(name => !known.includes(name) && name !== 'mysqlx'),
  ).toEqual([]);
});

/** Functions of GTID sets, with the answers that the engine's own algebra must give too. */
const a = '11111111-1111-1111-1111-111111111111';
const b = '22222222-2222-2222-2222-222222222222';
const gtidFacts: readonly (readonly [expression: string, answer: unknown])[] = [
  [`GTID_SUBSET('${a}:1-3', '${a}:1-5')`, 1],
  [`GTID_SUBSET('${a}:1-6', '${a}:1-5')`, 0],
  [`GTID_SUBSET('', '${a}:1')`, 1],
  [`GTID_SUBSET('${a}:1', '')`, 0],
  [`GTID_SUBSET('${a}:1-3', '${a}:1:2:3')`, 1],
  [`GTID_SUBTRACT('${a}:1-5', '${a}:2-3')`, `${a}:1:4-5`],
  [`GTID_SUBTRACT('${a}:1-5,${b}:1', '${a}:1-9')`, `${b}:1`],
  [`GTID_SUBTRACT('${a}:1', '${a}:1')`, ''],
  [`GTID_SUBTRACT('${b}:1,${a}:3:1-2', '')`, `${a}:1-3,\n${b}:1`],
  [`GTID_SUBSET('${a}:tag:1-2', '${a}:1-2')`, 0],
  [`GTID_SUBTRACT('${a}:1-2:tag:1-3', '${a}:tag:2')`, `${a}:1-2:tag:1:3`],
  [`GTID_SUBSET('${a.toUpperCase()}:1', '${a}:1')`, 1],
  ["WAIT_FOR_EXECUTED_GTID_SET('', 0.1)", 0],
  [`WAIT_FOR_EXECUTED_GTID_SET('${a}:1', 0.1)`, 1],
];

test('the functions of GTID sets answer as the algebra says', async ({
  mysqld,
}) => {
  const answers: [string, unknown][] = [];
  for (const [expression] of gtidFacts)
    answers.push([expression, await mysqld.value(`SELECT ${expression}`)]);
  expect(answers).toEqual(gtidFacts);
});
