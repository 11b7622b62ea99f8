import { BackupsUnderTest } from '../../e2e/cluster/BackupsUnderTest';
import {
  type DatabaseUnderTest,
  SMALL,
} from '../../e2e/cluster/DatabaseUnderTest';
import { hostOfNodes } from '../../e2e/cluster/hostOfNodes';
import { until } from '../../e2e/cluster/until';
import { localCluster } from '../../e2e/stand';
import { startS3 } from '../../e2e/stores/s3';
import { seconds } from '../seconds';
import { Stand } from '../stand/Stand';
import type { Part } from './Part';
import { dataset } from './dataset';
import { megabytes } from './units';

/** Room for the data, their binary logs, and a restore beside them. */
const roomFor = (bytes: number) => `${Math.ceil((bytes * 3) / 1e9) + 1}Gi`;

/** How long a developer waits who restores a cluster of three, on a real Kubernetes. */
export const healthy: Part = async ({ bytes, keep, say }) => {
  const cluster = localCluster({ name: 'bench', keep });
  try {
    const stand = await Stand.open(cluster.kubeconfig);
    const s3 = await startS3(undefined, hostOfNodes());
    try {
      await stand.operator();
      const orders = await stand.database();
      const backups = new BackupsUnderTest(stand.kubernetes, orders.namespace);
      const spec = {
        storage: { size: roomFor(bytes), storageClassName: 'local-dynamic' },
        // With so much data nobody gives an instance as little as the tests do.
        resources: { ...SMALL.resources, limits: { memory: '2Gi' } },
        deletionPolicy: 'Delete',
      } as const;
      await orders.apply({ ...spec, topology: 'Single', instances: 1 });
      await backups.location('store', s3.access);
      await orders.untilHealthy(300);
      await filled(orders, bytes);
      say('the data are there');
      const rows: [string, string, string, string][] = [];
      const raw = [];
      for (const method of ['Physical', 'Logical'] as const) {
        const name = method.toLowerCase();
        const savedAt = performance.now();
        await backups.apply('MySQLBackup', name, {
          ...{ clusterName: 'orders', locationName: 'store', method },
        });
        const saved = await patiently(() => backups.untilEnd(name));
        if (saved.phase !== 'Succeeded') throw new Error(saved.message);
        const savedMs = performance.now() - savedAt;
        const back = await stand.database();
        const there = new BackupsUnderTest(stand.kubernetes, back.namespace);
        await there.location('store', s3.access);
        const startedAt = performance.now();
        await there.apply('MySQLRestore', 'back', {
          source: { locationName: 'store', path: saved.path },
          target: {
            clusterName: 'orders',
            clusterSpec: { ...SMALL, ...spec, instances: 3 },
          },
        });
        const whole = patiently(() => there.untilRestored('back'));
        const writableMs = await Promise.race([
          writable(back).then(() => performance.now() - startedAt),
          whole.then(() => Number.NaN),
        ]);
        const restored = await whole;
        if (restored.phase !== 'Succeeded') throw new Error(restored.message);
        const healthyMs = performance.now() - startedAt;
        rows.push([
          method,
          seconds(savedMs),
          seconds(writableMs),
          seconds(healthyMs),
        ]);
        raw.push({ method, savedMs, writableMs, healthyMs });
        say(
          `${method}: saved in ${seconds(savedMs)}, Healthy after ${seconds(
            healthyMs,
          )}`,
        );
        await stand.remove(back);
      }
      await stand.remove(orders);
      return {
        report: {
          title: 'From “restore” to Healthy',
          what: `A MySQLCluster of one with ${megabytes(
            bytes,
          )} of rows is saved on a local Kubernetes of three nodes, and restored from the bare path into a new cluster of three in another namespace. The clocks run from the creation of the resource: until the backup succeeded; until a write commits in the restored cluster; until that is Healthy, with two replicas filled by CLONE. All nodes, the store and the operator share this machine’s disk and processors.`,
          head: [
            'method',
            'backup',
            'restored: a write commits',
            'restored: Healthy',
          ],
          rows,
          raw,
        },
        headlines: rows.map(([method, , usable, all]) => ({
          figure: `from “restore” to Healthy, ${method}`,
          value: `${all}, a write commits after ${usable}`,
          aim: '5 GB in well under 10 min',
        })),
      };
    } finally {
      await stand.close();
      await s3.remove();
    }
  } finally {
    cluster.down();
  }
};

/** Waits until a write commits there. */
async function writable(database: DatabaseUnderTest): Promise<void> {
  await until(
    'a write commits',
    () =>
      database.status.conditions?.some(
        ({ type, status }) => type === 'PrimaryAvailable' && status === 'True',
      ),
    { seconds: 3_600, describe: () => JSON.stringify(database.status) },
  );
}

async function filled(
  database: DatabaseUnderTest,
  bytes: number,
): Promise<void> {
  const { database: name } = await database.login();
  const connection = await database.connect('primary');
  for (const statement of dataset(bytes, name))
    await connection.query(statement);
  connection.destroy();
}

/** What a test gives up after minutes may take longer with much data. */
async function patiently<T>(wait: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await wait();
    } catch (error) {
      if (
        tries === 20 ||
        !/^not within/.test(String(error).replace(/^Error: /, ''))
      )
        throw error;
    }
  }
}
