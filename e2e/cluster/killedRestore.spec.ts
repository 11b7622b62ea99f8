/**
 * An operator that is killed at each step of a restore in place; another one goes on. `npm run test:restore-kills` tries all,
 * `npm test` only the commit, in restoreInPlace.spec.ts.
 */
import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { type Fingerprint, databasesOf } from '../backup/fingerprint';
import { type S3Server, startS3 } from '../stores/s3';
import { ApiGate } from './ApiGate';
import { BackupsUnderTest } from './BackupsUnderTest';
import { type DatabaseUnderTest } from './DatabaseUnderTest';
import { BACK, FORWARD, LAST_MOVE } from './exchangeSteps';
import { hostOfNodes } from './hostOfNodes';
import { KillingGate } from './KillingGate';
import { fill } from './matrixData';
import { Scene } from './Scene';
import { until } from './until';

const volumeSchema = z.object({
  spec: z.object({ claimRef: z.object({ namespace: z.string() }) }),
});

const whole = process.env.MYSQLHA_RESTORE_KILLS === 'whole';

test.describe('A cluster of two that is restored in place', () => {
  let gate: ApiGate;
  let scene: Scene;
  let s3: S3Server;
  let orders: DatabaseUnderTest;
  let backups: BackupsUnderTest;
  let saved: Fingerprint;
  let tries = 0;

  test.beforeAll(async () => {
    test.setTimeout(900_000);
    gate = await ApiGate.open();
    scene = await Scene.open('killed-restore', 'e2e', gate.kubeconfig);
    s3 = await startS3(undefined, hostOfNodes());
    orders = await scene.database();
    backups = new BackupsUnderTest(scene.kubernetes, orders.namespace);
    await backups.location('store', s3.access);
    await orders.apply({
      ...{ instances: 2, deletionPolicy: 'Delete' },
      storage: { size: '1Gi', storageClassName: 'local-dynamic' },
    });
    await orders.untilHealthy(240);
    await fill(orders);
    await write('CREATE TABLE marks (id INT PRIMARY KEY)');
    saved = await contents();
    await backups.apply('MySQLBackup', 'first', {
      ...{ clusterName: 'orders', locationName: 'store', method: 'Physical' },
    });
    expect(await backups.untilEnd('first')).toMatchObject({
      phase: 'Succeeded',
    });
    await renewLogin();
  });
  test.afterAll(async () => {
    await scene?.close();
    await gate?.close();
    await s3?.remove();
  });

  /** The application gets another password than the one in the backup. */
  async function renewLogin(): Promise<void> {
    const password = randomBytes(12).toString('hex');
    await scene.kubernetes.mergePatch(
      {
        ...{ apiVersion: 'v1', kind: 'Secret' },
        ...{ namespace: orders.namespace, name: 'orders-app' },
      },
      { data: { password: Buffer.from(password).toString('base64') } },
    );
    await until(
      'the new password works',
      () =>
        contents().then(
          () => true,
          () => false,
        ),
      { seconds: 60 },
    );
  }

  function contents(): Promise<Fingerprint> {
    return orders.asApplication(databasesOf);
  }
  function write(statement: string): Promise<unknown> {
    return orders.asApplication(connection => connection.query(statement));
  }

  /** Something that no backup has. */
  async function change(): Promise<Fingerprint> {
    tries += 1;
    await write(`INSERT INTO marks VALUES (${tries})`);
    return contents();
  }

  /** Claims, Jobs, and how many volumes are there for all of them. */
  async function whatIsThere(): Promise<string> {
    const { namespace } = orders;
    const namesOf = async (apiVersion: string, kind: string) =>
      (await scene.kubernetes.list({ apiVersion, kind, namespace }))
        .filter(({ metadata }) => !metadata.deletionTimestamp)
        .map(({ metadata }) => metadata.name)
        .sort();
    const volumes = await scene.kubernetes.list({
      ...{ apiVersion: 'v1', kind: 'PersistentVolume' },
    });
    const own = volumes.filter(
      volume =>
        volumeSchema.safeParse(volume).data?.spec.claimRef.namespace ===
        namespace,
    );
    return [
      ...(await namesOf('v1', 'PersistentVolumeClaim')),
      ...(await namesOf('batch/v1', 'Job')),
      `${own.length} volumes`,
    ].join(', ');
  }

  /** Nothing is left of it, nothing waits, and the application writes with its login. */
  async function expectSound(data: Fingerprint): Promise<void> {
    await orders.until(
      'both are healthy and nobody speaks of the restore any more',
      ({ phase, exchange, synchronous }) =>
        phase === 'Healthy' &&
        exchange === undefined &&
        synchronous?.members.length === 2,
      180,
    );
    expect(await contents()).toEqual(data);
    await write('INSERT INTO marks VALUES (0)');
    await write('DELETE FROM marks WHERE id = 0');
    let there = '';
    await until(
      'nothing is left but the claims of the instances',
      async () => {
        there = await whatIsThere();
        return there === 'data-orders-0, data-orders-1, 2 volumes';
      },
      { seconds: 60, describe: () => there },
    );
  }

  for (const step of whole ? FORWARD : [])
    test(`has the restored data when its operator is killed ${step.name}`, async () => {
      await change();
      const name = `back-${tries}`;
      const killed = KillingGate.arm(gate, scene, step);
      await backups.apply('MySQLRestore', name, {
        source: { backupName: 'first' },
        target: { clusterName: 'orders', inPlace: true },
      });
      const status = await backups.untilRestored(name);
      await killed.andReplaced();
      expect(status).toMatchObject({
        phase: 'Succeeded',
        message: expect.stringContaining('The volumes of before are deleted'),
      });
      await expectSound(saved);
    });

  for (const step of whole ? BACK : [])
    test(`has its own data when the restore is deleted and its operator killed ${step.name}`, async () => {
      const own = await change();
      const name = `back-${tries}`;
      const killed = KillingGate.arm(gate, scene, step, {
        is: LAST_MOVE,
        then: () => backups.delete('MySQLRestore', name),
      });
      await backups.apply('MySQLRestore', name, {
        source: { backupName: 'first' },
        target: { clusterName: 'orders', inPlace: true },
      });
      await killed.andReplaced();
      await expectSound(own);
    });
});
