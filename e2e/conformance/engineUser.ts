/** The engine’s own user on a real mysqld: with the rights that bootstrap.sql gives it, and no more. */
import { systemClock } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/clock';
import {
  Mysql2Adapter,
  type MySqlInstance,
} from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/mysql';
import { userOf } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/resources';
import { bootstrapSql } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/resources/bootstrapSql';
import type { Mysqld } from './mysqld';
import { test as base } from './scene';

/** Passwords of the engine’s users that tell one generation of them from another. */
export const passwords = (word: string) => ({
  operator: `operator-${word}`,
  heartbeat: `heartbeat-${word}`,
  replication: `replication-${word}`,
  clone: `clone-${word}`,
  backup: `backup-${word}`,
});

/** Runs a bootstrap.sql as a supervisor does: without a trace in the binary log. */
export async function bootstrap(mysqld: Mysqld, sql: string): Promise<void> {
  await mysqld.run('SET GLOBAL super_read_only=OFF', 'SET sql_log_bin=0');
  await mysqld.run(
    ...sql
      .split('\n')
      .filter(line => line && !line.startsWith('--'))
      .map(line => line.replace(/;$/, '')),
  );
  await mysqld.run('SET sql_log_bin=1');
}

/** The real adapter, straight to loopback. */
export function adapter(): Mysql2Adapter {
  return new Mysql2Adapter({
    connection: 'direct',
    kubernetes: {
      portForward: async () => {
        throw new Error('these servers are in no cluster');
      },
    },
    clock: systemClock,
  });
}

/** A server as an operator sees it that knows these passwords. */
export function seen(
  mysql: Mysql2Adapter,
  mysqld: Mysqld,
  known: ReturnType<typeof passwords>,
): MySqlInstance {
  const login = (
    purpose: 'operator' | 'heartbeat' | 'replication' | 'clone',
  ) => ({
    user: userOf(purpose),
    password: known[purpose],
  });
  return mysql.instance(
    {
      namespace: 'shop',
      pod: mysqld.name,
      podIp: '127.0.0.1',
      port: mysqld.port,
    },
    {
      operator: login('operator'),
      heartbeat: login('heartbeat'),
      replication: login('replication'),
      clone: login('clone'),
      supervisorToken: '',
    },
  );
}

/** With the engine’s user at the primary of the trio, which bootstrap.sql has set up. */
export const test = base.extend<{ engine: MySqlInstance }>({
  engine: async ({ trio: { primary } }, use) => {
    const known = passwords('old');
    await bootstrap(primary, bootstrapSql({ name: 'orders' }, known));
    const mysql = adapter();
    await use(seen(mysql, primary, known));
    await mysql.close();
  },
});
