import { API_GROUP_VERSION } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { heal, partition } from '../../local-cluster/index.ts';
import { DatabaseUnderTest } from '../../e2e/cluster/DatabaseUnderTest';
import { until } from '../../e2e/cluster/until';

/** What is done to the primary in each round. */
export interface Fault {
  readonly name: string;
  readonly title: string;
  /** In a sentence. */
  readonly what: string;
  /** How long all clients are given to come back before it is undone, in seconds. */
  readonly patience: number;
  /** @returns what undoes it */
  inject(
    database: DatabaseUnderTest,
    round: number,
  ): Promise<() => Promise<void>>;
}

const nothing = async (): Promise<void> => undefined;

/** The primary that the record names. */
function primaryOf(database: DatabaseUnderTest): string {
  return database.status.primary ?? '';
}

const killed: Fault = {
  name: 'killed',
  title: 'mysqld of the primary killed',
  what: 'mysqld of the primary gets SIGKILL.',
  patience: 30,
  inject: async database => {
    database.signal(primaryOf(database), 'SIGKILL');
    return nothing;
  },
};

const frozen: Fault = {
  name: 'frozen',
  title: 'mysqld of the primary frozen',
  what: 'mysqld of the primary gets SIGSTOP; SIGCONT follows when the clients commit at another one.',
  patience: 20,
  inject: async database => {
    const { pid } = database.mysqld(primaryOf(database));
    process.kill(pid, 'SIGSTOP');
    return async () => {
      try {
        process.kill(pid, 'SIGCONT');
      } catch {
        // The engine had it killed meanwhile.
      }
    };
  },
};

const nodeCut: Fault = {
  name: 'node-cut',
  title: 'the primary’s node cut off the network',
  what: 'The cable of the primary’s node is pulled; it is put back when the clients commit at another one.',
  patience: 20,
  inject: async database => {
    const pod = (await database.pods()).get(primaryOf(database));
    if (!pod) throw new Error(`${primaryOf(database)} has no pod`);
    await partition(pod.node);
    return () => heal(pod.node);
  },
};

const switchover: Fault = {
  name: 'switchover',
  title: 'switchover',
  what: 'A MySQLOperation of type Switchover is created.',
  patience: 30,
  inject: async (database, round) => {
    const { kubernetes, namespace, name: clusterName } = database;
    const name = `switchover-${Date.now()}-${round}`;
    const key = { apiVersion: API_GROUP_VERSION, kind: 'MySQLOperation' };
    await kubernetes.create({
      ...key,
      metadata: { name, namespace },
      spec: { clusterName, type: 'Switchover' },
    });
    return async () => {
      await until(
        'the operation has succeeded',
        async () => {
          const found = await kubernetes.read({ ...key, namespace, name });
          const status = found?.status;
          return (
            typeof status === 'object' &&
            status !== null &&
            'phase' in status &&
            status.phase === 'Succeeded'
          );
        },
        { seconds: 60 },
      );
      await kubernetes.delete({ ...key, namespace, name });
    };
  },
};

/** By the name after `--scenario`. */
export const FAULTS: readonly Fault[] = [killed, frozen, nodeCut, switchover];
