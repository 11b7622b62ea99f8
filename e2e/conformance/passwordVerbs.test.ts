/** What the engine says to MySQL when passwords rotate, with no more rights than its own user has. */
import type {
  Mysql2Adapter,
  MySqlInstance,
} from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/mysql';
import {
  PASSWORD_PURPOSES,
  userOf,
} from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/resources';
import { bootstrapSql } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/resources/bootstrapSql';
import { adapter, bootstrap, passwords, seen } from './engineUser';
import { expect, test } from './scene';
import { caughtUp, executed, type Trio } from './trio';

const CLUSTER = { namespace: 'shop', name: 'orders' };
const APP = { username: 'orders', password: 'app-old', database: 'orders' };

const OLD = passwords('old');
const NEXT = passwords('next');

const ACCOUNTS = [
  ...PASSWORD_PURPOSES.map(purpose => ({
    user: userOf(purpose),
    password: OLD[purpose],
    next: NEXT[purpose],
  })),
  { user: APP.username, password: APP.password, next: 'app-next' },
];

async function holds(
  mysql: MySqlInstance,
  which: 'password' | 'next',
): Promise<boolean[]> {
  return Promise.all(
    ACCOUNTS.map(account =>
      mysql.accepts({ user: account.user, password: account[which] }),
    ),
  );
}

const ALL = ACCOUNTS.map(() => true);
const NONE = ACCOUNTS.map(() => false);

async function begun({ primary, replicas }: Trio, mysql: Mysql2Adapter) {
  for (const mysqld of [primary, ...replicas]) {
    await bootstrap(mysqld, bootstrapSql(CLUSTER, OLD));
  }
  const engine = seen(mysql, primary, OLD);
  await engine.takeCommand();
  await engine.ensureAppUser(APP);
  return engine;
}

test.describe('the engine’s own user', () => {
  test('lets all accounts take both passwords on every server, and takes the old ones back', async ({
    trio,
  }) => {
    const mysql = adapter();
    const { primary, replicas } = trio;
    const engine = await begun(trio, mysql);
    expect(await holds(engine, 'next')).toEqual(NONE);
    await engine.renewPasswords(ACCOUNTS);
    for (const mysqld of trio.all) {
      if (mysqld !== primary) await caughtUp(mysqld, primary);
      const here = seen(mysql, mysqld, OLD);
      expect(await holds(here, 'password')).toEqual(ALL);
      expect(await holds(here, 'next')).toEqual(ALL);
    }
    const before = await executed(primary);
    await engine.renewPasswords(ACCOUNTS);
    expect(await executed(primary)).toBe(before);

    const later = seen(mysql, primary, NEXT);
    await later.takeCommand();
    await later.discardOldPasswords(ACCOUNTS.map(({ user }) => user));
    for (const mysqld of trio.all) {
      if (mysqld !== primary) await caughtUp(mysqld, primary);
      const here = seen(mysql, mysqld, NEXT);
      expect(await holds(here, 'password')).toEqual(NONE);
      expect(await holds(here, 'next')).toEqual(ALL);
      await here.facts();
    }
    await expect(engine.renewPasswords(ACCOUNTS)).rejects.toThrow();
    await mysql.close();
    expect(replicas).toHaveLength(2);
  });

  test('leaves both also on a replica that was started with both before', async ({
    trio,
  }) => {
    const mysql = adapter();
    const { primary, replicas } = trio;
    const engine = await begun(trio, mysql);
    const [early] = replicas;
    await caughtUp(early, primary);
    await bootstrap(early, bootstrapSql(CLUSTER, OLD, NEXT));
    await engine.renewPasswords(ACCOUNTS);
    await caughtUp(early, primary);
    const here = seen(mysql, early, OLD);
    expect(await holds(here, 'password')).toEqual(ALL);
    expect(await holds(here, 'next')).toEqual(ALL);
    await mysql.close();
  });
});
