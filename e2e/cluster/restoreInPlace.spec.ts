/** Data come back as they were at a moment, in the place of those that a cluster has. */
import { expect, test } from '@playwright/test';
import { S3Store } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { RowDataPacket } from 'mysql2/promise';
import { type S3Server, startS3 } from '../stores/s3';
import { ApiGate } from './ApiGate';
import { BackupsUnderTest } from './BackupsUnderTest';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { COMMIT } from './exchangeSteps';
import { hostOfNodes } from './hostOfNodes';
import { KillingGate } from './KillingGate';
import { momentOf } from './momentOf';
import { Scene } from './Scene';
import { untilArchivedPast } from './untilArchivedPast';

test.describe.serial('A cluster of two whose binary log is archived', () => {
  let gate: ApiGate;
  let scene: Scene;
  let s3: S3Server;
  let orders: DatabaseUnderTest;
  let backups: BackupsUnderTest;
  let store: S3Store;

  test.beforeAll(async () => {
    gate = await ApiGate.open();
    scene = await Scene.open('inplace', 'e2e', gate.kubeconfig);
    s3 = await startS3(undefined, hostOfNodes());
    store = new S3Store(s3.access);
    orders = await scene.database();
    backups = new BackupsUnderTest(scene.kubernetes, orders.namespace);
    await backups.location('store', s3.access);
    await orders.apply({
      ...{ instances: 2, deletionPolicy: 'Delete' },
      backup: { locationName: 'store', archiveBinlogs: true },
    });
    await orders.untilHealthy(240);
  });
  test.afterAll(async () => {
    await scene?.close();
    await gate?.close();
    store?.close();
    await s3?.remove();
  });

  function ask(statement: string): Promise<unknown> {
    return orders.asApplication(async client => {
      const [rows] = await client.query<RowDataPacket[]>(statement);
      const [row] = Array.isArray(rows) ? rows : [];
      return row && Object.values(row)[0];
    });
  }
  async function claims(): Promise<readonly string[]> {
    const found = await scene.kubernetes.list({
      ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
      namespace: orders.namespace,
    });
    return found
      .filter(({ metadata }) => !metadata.deletionTimestamp)
      .map(({ metadata }) => metadata.name)
      .sort();
  }
  const count = () => ask('SELECT COUNT(*) FROM invoices');

  test('gets a dropped table back as it was before the drop, in its place, though the operator is killed at the commit', async () => {
    await ask('CREATE TABLE invoices (id INT PRIMARY KEY)');
    await ask('INSERT INTO invoices VALUES (1), (2)');
    await backups.apply('MySQLBackup', 'first', {
      ...{ clusterName: 'orders', locationName: 'store', method: 'Logical' },
    });
    expect(await backups.untilEnd('first')).toMatchObject({
      phase: 'Succeeded',
    });
    await ask('INSERT INTO invoices VALUES (3)');
    const moment = await orders.asApplication(momentOf);
    await ask('DROP TABLE invoices');
    await untilArchivedPast(moment, orders, store);
    const { term = 0, instances } = orders.status;
    const killed = KillingGate.arm(gate, scene, {
      name: 'after the commit to the new volumes, of which it never hears',
      moment: 'after',
      is: COMMIT,
    });

    await backups.apply('MySQLRestore', 'back', {
      source: { clusterName: 'orders' },
      target: { clusterName: 'orders', inPlace: true },
      pointInTime: { time: moment },
    });
    const status = await backups.untilRestored('back');
    await killed.andReplaced();
    expect(status.message).toContain('The volumes of before are deleted');
    expect(await claims()).toEqual(['data-orders-0', 'data-orders-1']);
    expect(status.restoredTo?.time && status.restoredTo.time <= moment).toBe(
      true,
    );
    await orders.untilHealthy();
    expect(orders.status.term).toBeGreaterThan(term);
    expect(orders.status.instances?.length).toBe(instances?.length);
    expect(orders.status.synchronous?.members).toHaveLength(2);
    expect(Number(await count())).toBe(3);
    await ask('INSERT INTO invoices VALUES (4)');
    expect(Number(await count())).toBe(4);
  });
});
