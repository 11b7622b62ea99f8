/** Two passwords of one account: what a rotation that nobody notices stands on. */
import { createConnection } from 'mysql2/promise';
import type { Mysqld } from './mysqld';
import { Pending } from './pending';
import {
  commitsWaiting,
  disconnect,
  expect,
  insert,
  receiver,
  test,
} from './scene';
import { caughtUp, connectedReplicas, executed, type Trio } from './trio';
import { until } from './until';

/** Who may do what the engine may: CREATE USER, and SYSTEM_USER as the engine's own account has it. */
const MAKE =
  `CREATE USER 'one'@'%' IDENTIFIED WITH caching_sha2_password BY 'old' REQUIRE SSL;
CREATE USER 'two'@'%' IDENTIFIED WITH caching_sha2_password BY 'old' REQUIRE SSL;
CREATE USER 'keeper'@'%' IDENTIFIED WITH caching_sha2_password BY 'old' REQUIRE SSL;
GRANT CREATE USER, SYSTEM_USER ON *.* TO 'keeper'@'%'`.split(';\n');

const RETAIN =
  "ALTER USER 'one'@'%' IDENTIFIED BY 'new' RETAIN CURRENT PASSWORD, 'two'@'%' IDENTIFIED BY 'new' RETAIN CURRENT PASSWORD";

/** The words with which an account gets in, of those that were ever its passwords. */
async function taken(mysqld: Mysqld, user = 'one'): Promise<string> {
  const words: string[] = [];
  for (const password of ['old', 'new', 'newer']) {
    try {
      const login = await createConnection({
        host: '127.0.0.1',
        port: mysqld.port,
        user,
        password,
        ssl: { rejectUnauthorized: false },
      });
      login.destroy();
      words.push(password);
    } catch (error) {
      expect(error).toMatchObject({ code: 'ER_ACCESS_DENIED_ERROR' });
    }
  }
  return words.join(' ');
}

async function accountsOn({ primary, replicas }: Trio): Promise<void> {
  await primary.run(...MAKE);
  for (const replica of replicas) await caughtUp(replica, primary);
}

test.describe('an account with two passwords', () => {
  test('CREATE USER and SYSTEM_USER are enough for it, also for its own account; all accounts in one transaction, on replicas too', async ({
    trio,
  }) => {
    const { primary, replicas } = trio;
    await accountsOn(trio);
    const keeper = await createConnection({
      host: '127.0.0.1',
      port: primary.port,
      user: 'keeper',
      password: 'old',
      ssl: { rejectUnauthorized: false },
    });
    const before = Number((await executed(primary)).split('-').at(-1));
    await keeper.query(
      `${RETAIN}, 'keeper'@'%' IDENTIFIED BY 'new' RETAIN CURRENT PASSWORD`,
    );
    expect(Number((await executed(primary)).split('-').at(-1))).toBe(
      before + 1,
    );
    for (const mysqld of trio.all) {
      if (mysqld !== primary) await caughtUp(mysqld, primary);
      for (const user of ['one', 'two', 'keeper'])
        expect(await taken(mysqld, user)).toBe('old new');
    }
    await keeper.query(
      "ALTER USER IF EXISTS 'one'@'%' DISCARD OLD PASSWORD, 'two'@'%' DISCARD OLD PASSWORD, 'keeper'@'%' DISCARD OLD PASSWORD, 'nobody'@'%' DISCARD OLD PASSWORD",
    );
    // An open connection is not asked again.
    await keeper.query('SELECT 1');
    keeper.destroy();
    await caughtUp(replicas[0], primary);
    for (const mysqld of [primary, replicas[0]])
      expect(await taken(mysqld)).toBe('new');
  });

  test('RETAIN said twice with the same password loses the one that held', async ({
    trio: { primary, ...trio },
  }) => {
    await accountsOn({ primary, ...trio });
    await primary.run(RETAIN, RETAIN);
    expect(await taken(primary)).toBe('new');
  });

  test('the password that holds, and then the next with RETAIN, gives both from wherever it begins', async ({
    trio: { primary, ...trio },
  }) => {
    await accountsOn({ primary, ...trio });
    const both = [
      "ALTER USER 'one'@'%' IDENTIFIED WITH caching_sha2_password BY 'old' REQUIRE SSL PASSWORD EXPIRE NEVER ACCOUNT UNLOCK",
      "ALTER USER 'one'@'%' IDENTIFIED WITH caching_sha2_password BY 'new' RETAIN CURRENT PASSWORD",
    ];
    for (let time = 0; time < 3; time++) {
      await primary.run(...both);
      expect(await taken(primary)).toBe('old new');
    }
    await primary.run("ALTER USER 'one'@'%' DISCARD OLD PASSWORD", ...both);
    expect(await taken(primary)).toBe('old new');
  });

  test('a new password without RETAIN leaves the second one as it is; DISCARD without a second one is no error', async ({
    trio: { primary, ...trio },
  }) => {
    await accountsOn({ primary, ...trio });
    await primary.run("ALTER USER 'one'@'%' DISCARD OLD PASSWORD", RETAIN);
    await primary.run("ALTER USER 'one'@'%' IDENTIFIED BY 'newer'");
    expect(await taken(primary)).toBe('old newer');
  });

  test('a start with both statements in its init file leaves both, and no GTID', async ({
    trio,
  }) => {
    const { primary, replicas } = trio;
    await accountsOn(trio);
    const [replica] = replicas;
    const before = await executed(replica);
    await replica.kill();
    await replica.start(
      {},
      `ALTER USER 'one'@'%' IDENTIFIED WITH caching_sha2_password BY 'old';
ALTER USER 'one'@'%' IDENTIFIED WITH caching_sha2_password BY 'new' RETAIN CURRENT PASSWORD;
`,
    );
    expect(await taken(replica)).toBe('old new');
    expect(await taken(primary)).toBe('old');
    expect(await executed(replica)).toBe(before);
    await replica.kill();
    await replica.start({}, "ALTER USER 'one'@'%' DISCARD OLD PASSWORD;\n");
    expect(await taken(replica)).toBe('new');
  });
});

test.describe('the password of a replica', () => {
  /** Gives the account of the receivers two passwords, of which both replicas have the old one. */
  async function rotating({ primary, replicas }: Trio): Promise<void> {
    await primary.run("ALTER USER 'repl'@'%' IDENTIFIED BY 'old'");
    for (const replica of replicas) {
      await caughtUp(replica, primary);
      await give(replica, 'old');
    }
    // Receivers that were stopped a moment ago still count as connected: an account statement that waits for those would
    // keep them from logging in again, for ever. An ordinary commit lets them.
    const commit = await insert(primary, 'before');
    expect(await commit.outcome(10_000)).toBe('ok');
    await primary.run(
      "ALTER USER 'repl'@'%' IDENTIFIED BY 'new' RETAIN CURRENT PASSWORD",
    );
  }

  async function give(replica: Mysqld, password: string): Promise<void> {
    await replica.run(
      'STOP REPLICA IO_THREAD',
      `CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD='${password}'`,
      'START REPLICA IO_THREAD',
    );
  }

  test('changes one replica at a time, and commits have their acknowledgement all the while', async ({
    trio,
  }) => {
    const { primary, replicas } = trio;
    await rotating(trio);
    for (const replica of replicas) {
      await give(replica, 'new');
      const commit = await insert(primary, replica.name);
      expect(await commit.outcome(5_000)).toBe('ok');
      await connectedReplicas(primary, 2);
    }
    await primary.run("ALTER USER 'repl'@'%' DISCARD OLD PASSWORD");
    for (const replica of replicas) {
      await replica.run('STOP REPLICA IO_THREAD', 'START REPLICA IO_THREAD');
    }
    await connectedReplicas(primary, 2);
  });

  test('is asked for at the next connection only: who kept the old one receives until then, and tries again for ever after', async ({
    trio,
  }) => {
    const { primary, replicas } = trio;
    const [replica] = replicas;
    await rotating(trio);
    await primary.run("ALTER USER 'repl'@'%' DISCARD OLD PASSWORD");
    const commit = await insert(primary, 'after');
    expect(await commit.outcome(5_000)).toBe('ok');
    expect((await receiver(replica)).SERVICE_STATE).toBe('ON');
    await replica.run('STOP REPLICA IO_THREAD', 'START REPLICA IO_THREAD');
    await until(
      'it is refused',
      async () => (await receiver(replica)).LAST_ERROR_NUMBER === 1045,
    );
    expect((await receiver(replica)).SERVICE_STATE).toBe('CONNECTING');
    await give(replica, 'new');
    await connectedReplicas(primary, 2);
  });
});

test.describe('while a commit waits for its acknowledgement', () => {
  test('it is an ALTER USER … RETAIN: logins hang with either password, and hold with both when it is acknowledged', async ({
    trio,
  }) => {
    const { primary } = trio;
    await accountsOn(trio);
    const admin = await primary.connect('admin');
    await disconnect(trio);
    const altered = new Pending(admin.query(RETAIN));
    await commitsWaiting(primary, 1);
    const logins = ['old', 'new'].map(
      password =>
        new Pending(
          createConnection({
            host: '127.0.0.1',
            port: primary.port,
            user: 'one',
            password,
            ssl: { rejectUnauthorized: false },
          }),
        ),
    );
    expect(
      await Promise.all(logins.map(login => login.toldWithin(1_500))),
    ).toEqual(['nothing', 'nothing']);
    expect(altered.told).toBe('nothing');
    await primary.run('SET GLOBAL rpl_semi_sync_source_enabled=OFF');
    expect(await altered.outcome()).toBe('ok');
    expect(await Promise.all(logins.map(login => login.outcome()))).toEqual([
      'ok',
      'ok',
    ]);
  });
});
