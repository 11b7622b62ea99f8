import { expect, test } from '@playwright/test';
import { API_GROUP_VERSION } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RowDataPacket } from 'mysql2/promise';
import { buildGoClient } from '../chaos/clients/buildGoClient';
import { GoWriter } from '../chaos/clients/GoWriter';
import { makeTables } from '../chaos/clients/tables';
import { Ledger, Told } from '../chaos/ledger/Ledger';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { Mysqlslap } from './Mysqlslap';
import { Scene } from './Scene';
import { until } from './until';

const GO = 7;

// Programs that know nothing of this project, with the retries that they have by themselves.
test.describe.serial('Clients that nobody here wrote', () => {
  let scene: Scene;
  let orders: DatabaseUnderTest;

  test.beforeAll(async () => {
    scene = await Scene.open('foreign-clients');
    orders = await scene.database();
    await orders.apply({
      instances: 3,
      storage: { size: '1Gi', storageClassName: 'local-dynamic' },
      failover: { minSecondsBetween: 0 },
      deletionPolicy: 'Delete',
    });
    await orders.untilHealthy(180);
    const connection = await orders.connect('primary');
    await connection.query(
      'CREATE TABLE slap (id BIGINT AUTO_INCREMENT PRIMARY KEY, run INT NOT NULL)',
    );
    connection.destroy();
  });
  test.afterAll(() => scene.close());

  const changes: readonly (readonly [string, () => Promise<void>])[] = [
    [
      'the primary is killed',
      async () => orders.signal(orders.status.primary ?? '', 'SIGKILL'),
    ],
    [
      'the role is handed over',
      async () => {
        const { kubernetes, namespace, name: clusterName } = orders;
        await kubernetes.create({
          apiVersion: API_GROUP_VERSION,
          kind: 'MySQLOperation',
          metadata: { name: `hand-over-${Date.now()}`, namespace },
          spec: { clusterName, type: 'Switchover' },
        });
      },
    ],
  ];

  /** Does it, and waits until another one leads. */
  async function changePrimary(change: () => Promise<void>): Promise<void> {
    const { term = 0 } = orders.status;
    await change();
    await orders.until('a new term', s => (s.term ?? 0) > term, 60);
  }

  /** What a statement gives, as soon as all instances agree on it. */
  async function everywhere(sql: string): Promise<readonly RowDataPacket[]> {
    const { database } = await orders.login();
    return until(
      'all instances hold the same',
      async () => {
        const answers = await Promise.all(
          (orders.status.instances ?? []).map(({ name }) =>
            orders.asOperator(name, async connection => {
              await connection.query(`USE ${database}`);
              const [rows] = await connection.query<RowDataPacket[]>(sql);
              return rows;
            }),
          ),
        );
        const [first] = answers;
        const same = answers.every(
          answer => JSON.stringify(answer) === JSON.stringify(first),
        );
        return same && first;
      },
      { seconds: 60 },
    );
  }

  for (const [what, change] of changes) {
    test(`mysqlslap finds every row of its runs when ${what}`, async () => {
      const connection = await orders.connect('primary');
      await connection.query('TRUNCATE slap');
      connection.destroy();
      const slap = await Mysqlslap.start(orders);
      try {
        await until('it writes', () => slap.runs.some(run => run.clean), {
          seconds: 60,
        });
        await changePrimary(change);
        const before = slap.runs.length;
        await until(
          'it writes again',
          // The run that the change met is the next one to end.
          () => slap.runs.slice(before + 1).some(run => run.clean),
          { seconds: 60, describe: () => slap.runs.at(-1)?.said ?? '' },
        );
      } finally {
        await slap.stop();
      }
      await orders.untilHealthy(120);
      const stored = new Map(
        (
          await everywhere('SELECT run, COUNT(*) AS n FROM slap GROUP BY run')
        ).map(row => [Number(row.run), Number(row.n)]),
      );
      for (const { number, asked, clean } of slap.runs) {
        const rows = stored.get(number) ?? 0;
        if (clean) expect({ number, rows }).toEqual({ number, rows: asked });
        expect(rows).toBeLessThanOrEqual(asked);
      }
    });

    test(`Go’s database/sql finds every row that it was told of when ${what}`, async () => {
      const connection = await orders.connect('primary');
      await makeTables(connection);
      connection.destroy();
      const login = await orders.login();
      const ledger = new Ledger();
      const writer = new GoWriter(GO, ledger, buildGoClient(), {
        ...login,
        user: login.username,
        host: await orders.serviceIp('primary'),
      });
      try {
        await until('it writes', () => ledger.count('acknowledged') > 50, {
          seconds: 60,
        });
        await changePrimary(change);
        const before = ledger.count('acknowledged');
        await until(
          'it writes again',
          () => ledger.count('acknowledged') > before + 50,
          { seconds: 60 },
        );
      } finally {
        await writer.stop();
      }
      await orders.untilHealthy(120);
      const stored = (
        await everywhere('SELECT seq FROM ledger ORDER BY seq')
      ).map(row => Number(row.seq));
      expect(stored).toEqual([...new Set(stored)]);
      const seqs = (told: Told) =>
        ledger
          .entriesOf(GO)
          .filter(entry => entry.told === told)
          .map(({ seq }) => seq);
      expect(seqs('acknowledged').filter(seq => !stored.includes(seq))).toEqual(
        [],
      );
      expect(seqs('refused').filter(seq => stored.includes(seq))).toEqual([]);
    });
  }
});
