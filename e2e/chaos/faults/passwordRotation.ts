import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  API_GROUP_VERSION,
  mysqlOperationSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { until } from '../../cluster/until';
import { Arena } from '../Arena';
import { Scenario } from '../Scenario';

/** Within this time after the next passwords were offered its accounts change and its receivers move, in milliseconds. */
const AT_WORK_MS = 60_000;

/** Kubelets bring the changed Secret twice, and the old primary must be back before. */
const ROTATION_SECONDS = 500;

/** Whatever it was about to do, everybody gets in all the while, and it comes to its end. */
export const passwordRotation: Scenario = {
  name: 'password-rotation',
  what: 'the primary’s node is cut off while passwords are rotated',
  writesReturn: 'during',
  newPrimary: true,
  within: 120,
  holdSeconds: 4,
  short: false,
  inject: async arena => {
    const name = await rotate(arena);
    await delay(arena.random.next() * AT_WORK_MS);
    const heal = await arena.cutOff(arena.primary);
    return async () => {
      await heal();
      await ended(arena, name);
    };
  },
};

/** @returns the operation, once it has offered next passwords */
async function rotate({ database }: Arena): Promise<string> {
  const name = `rotate-${randomBytes(4).toString('hex')}`;
  const before = (await database.secretData('orders-system')).rotation;
  await database.kubernetes.create({
    apiVersion: API_GROUP_VERSION,
    kind: 'MySQLOperation',
    metadata: { name, namespace: database.namespace },
    spec: { clusterName: database.name, type: 'RotatePasswords' },
  });
  await until(
    'next passwords are offered',
    async () =>
      (await database.secretData('orders-system')).rotation !== before,
    { seconds: 60 },
  );
  return name;
}

async function ended({ database }: Arena, name: string): Promise<void> {
  const status = await until(
    `${name} has ended`,
    async () => {
      const { status: now } = mysqlOperationSchema.parse(
        await database.kubernetes.read({
          apiVersion: API_GROUP_VERSION,
          kind: 'MySQLOperation',
          namespace: database.namespace,
          name,
        }),
      );
      return now.completedAt !== undefined && now;
    },
    { seconds: ROTATION_SECONDS },
  );
  if (status.phase !== 'Succeeded') {
    throw new Error(`${name} ${status.phase}: ${status.message}`);
  }
}
