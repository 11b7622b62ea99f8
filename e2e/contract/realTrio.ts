import { createConnection } from 'mysql2/promise';
import { systemClock } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/clock';
import { Mysql2Adapter } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/mysql';
import type {
  CommitOutcome,
  Member,
  Trio,
} from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/mysql/contract';
import { bootstrapSql } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/resources/bootstrapSql';
import { Mysqld } from '../conformance/mysqld';
import { startTrio } from '../conformance/trio';
import { until } from '../conformance/until';

/** The supervisor starts an mysqld that ended again; here the test does, as fast. */
const RESTART_AFTER_MS = 100;

const passwords = {
  operator: 'operator-secret',
  heartbeat: 'heartbeat-secret',
  replication: 'replication-secret',
  clone: 'clone-secret',
  backup: 'backup-secret',
};

/** Logins of the system users on each server of the trio. */
export const credentials = {
  operator: { user: 'mysqlha_operator', password: passwords.operator },
  heartbeat: { user: 'mysqlha_heartbeat', password: passwords.heartbeat },
  replication: { user: 'mysqlha_replication', password: passwords.replication },
  clone: { user: 'mysqlha_clone', password: passwords.clone },
  supervisorToken: 'token',
};

/** A {@link Trio} of real servers. */
export interface RealTrio {
  readonly trio: Trio;
  /** In the order primary, replicas. */
  readonly servers: readonly [Mysqld, Mysqld, Mysqld];
  remove(): Promise<void>;
}

/** Three real mysqlds with the system users of a cluster `shop/shop`, behind the real adapter. */
export async function realTrio(): Promise<RealTrio> {
  const servers = await startTrio();
  const adapter = new Mysql2Adapter({
    kubernetes: {
      portForward: async () => {
        throw new Error('reached directly');
      },
    },
    clock: systemClock,
    connection: 'direct',
  });
  const members = await Promise.all(
    servers.all.map(mysqld => makeMember(mysqld, adapter)),
  );
  const [primary, first, second] = members;
  if (!primary || !first || !second) throw new Error('three were started');
  return {
    servers: [servers.primary, ...servers.replicas],
    trio: {
      primary: primary.member,
      replicas: [first.member, second.member],
      eventually: async (what, holds) => {
        await until(what, holds);
      },
      pass: ms => systemClock.sleep(ms),
    },
    remove: async () => {
      members.forEach(({ forget }) => forget());
      await adapter.close();
      await servers.remove();
    },
  };
}

async function makeMember(
  mysqld: Mysqld,
  adapter: Mysql2Adapter,
): Promise<{ member: Member; forget(): void }> {
  await createSystemUsers(mysqld);
  const address = {
    namespace: 'shop',
    pod: mysqld.name,
    podIp: '127.0.0.1',
    port: mysqld.port,
  };
  const source = { host: '127.0.0.1', port: mysqld.port };
  let wanted = true;
  const superviseUntilForgotten = async () => {
    while (wanted) {
      await systemClock.sleep(RESTART_AFTER_MS);
      if (wanted && !mysqld.running) mysqld.launch();
    }
  };
  void superviseUntilForgotten();
  let holder: Awaited<ReturnType<Mysqld['connect']>> | undefined;
  const member: Member = {
    mysql: adapter.instance(address, credentials),
    rival: adapter.instance(address, credentials),
    address: { ...source, ...credentials.replication },
    donor: { ...source, ...credentials.clone },
    commit: () => startCommit(mysqld),
    crash: async () => mysqld.signal('SIGKILL'),
    terminate: async () => mysqld.signal('SIGTERM'),
    freeze: async () => mysqld.signal('SIGSTOP'),
    thaw: async () => mysqld.signal('SIGCONT'),
    holdApplier: async () => {
      holder = await mysqld.connect('admin');
      await holder.query('FLUSH TABLES app.t WITH READ LOCK');
    },
    releaseApplier: async () => holder?.destroy(),
    canLogIn: async ({ username, password, database }) => {
      try {
        const connection = await createConnection({
          host: '127.0.0.1',
          port: mysqld.port,
          user: username,
          password,
          database,
          ssl: { rejectUnauthorized: false },
        });
        connection.destroy();
        return true;
      } catch {
        return false;
      }
    },
  };
  return {
    member,
    forget: () => {
      wanted = false;
    },
  };
}

/** As the supervisor does at each start: whatever the server is, and not in the binary log. */
async function createSystemUsers(mysqld: Mysqld): Promise<void> {
  const statements = bootstrapSql({ name: 'shop' }, passwords)
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('--'));
  const [readOnly] = await mysqld.rows(
    'SELECT @@global.super_read_only AS super',
  );
  await mysqld.run(
    'SET SESSION sql_log_bin=0',
    'SET GLOBAL super_read_only=OFF',
    ...statements,
  );
  if (readOnly?.super === 1) await mysqld.run('SET GLOBAL super_read_only=ON');
}

/** A client of its own for each commit, so that one that waits keeps no other. */
async function startCommit(mysqld: Mysqld): Promise<() => CommitOutcome> {
  let outcome: CommitOutcome = 'waiting';
  try {
    const client = await mysqld.connect('app');
    client
      .query("INSERT INTO app.t (v) VALUES ('contract')")
      .then(
        () => {
          outcome = 'ok';
        },
        (error: { code?: string; errno?: number }) => {
          // 1290: read-only; nothing else refuses before it may be committed.
          outcome = error.errno === 1290 ? 'refused' : 'lost';
        },
      )
      .finally(() => client.destroy());
  } catch {
    outcome = 'refused';
  }
  return () => outcome;
}
