/** What becomes of scheduled events on replicas and copies, and where another server leads. */
import { clone, cloned } from './clone';
import { test } from './engineUser';
import { failOver } from './failOver';
import type { Mysqld, Row } from './mysqld';
import { Pending } from './pending';
import { commitsWaiting, disconnect, expect, insert, reconnect } from './scene';
import { caughtUp, type Trio } from './trio';
import { until } from './until';

/** Far from now, so that none runs while a test looks. */
const DAILY = 'ON SCHEDULE EVERY 1 DAY STARTS NOW() + INTERVAL 1 DAY';
const INSERTS = (value: string) =>
  `DO INSERT INTO app.t (v) VALUES ('${value}')`;
const OFF = 'REPLICA_SIDE_DISABLED';

/** What a server says of an event. */
async function event(mysqld: Mysqld, name: string): Promise<Row | undefined> {
  const [row] = await mysqld.rows(
    `SELECT * FROM information_schema.EVENTS WHERE EVENT_SCHEMA='app' AND EVENT_NAME='${name}'`,
  );
  return row;
}

async function status(mysqld: Mysqld, name: string): Promise<unknown> {
  return (await event(mysqld, name))?.STATUS;
}

async function everywhere({ primary, replicas }: Trio): Promise<void> {
  await Promise.all(replicas.map(replica => caughtUp(replica, primary)));
}

/** Whether the thread that runs events is there. */
async function runs(mysqld: Mysqld): Promise<boolean> {
  const count = await mysqld.value(
    "SELECT COUNT(*) FROM performance_schema.threads WHERE NAME='thread/sql/event_scheduler'",
  );
  return count === 1;
}

/** The first replica leads, and the other follows it; the primary is killed. */
async function promoteFirst(trio: Trio): Promise<Mysqld> {
  await everywhere(trio);
  return failOver(trio);
}

test.describe('a scheduled event', () => {
  test('is REPLICA_SIDE_DISABLED on each replica, enabled or not: only when it was changed is the same; a new primary leaves it so; enabled there, it is disabled on the old primary that rejoins', async ({
    trio,
  }) => {
    const { primary, replicas } = trio;
    await primary.run(
      `CREATE DEFINER='app'@'%' EVENT app.e ${DAILY} ${INSERTS('e')}`,
    );
    const owners = "ALTER DEFINER='app'@'%' EVENT app.e";
    for (const [change, own] of [
      ['COMMENT "as created"', 'ENABLED'],
      ['DISABLE', 'DISABLED'],
      ['ENABLE', 'ENABLED'],
    ] as const) {
      await primary.run(`${owners} ${change}`);
      await everywhere(trio);
      const here = await event(primary, 'e');
      expect(here).toMatchObject({ STATUS: own, ORIGINATOR: 1 });
      for (const replica of replicas) {
        expect(await event(replica, 'e')).toMatchObject({
          STATUS: OFF,
          ORIGINATOR: 1,
          DEFINER: 'app@%',
          LAST_ALTERED: here?.LAST_ALTERED,
        });
      }
    }
    const winner = await promoteFirst(trio);
    expect(await status(winner, 'e')).toBe(OFF);
    await primary.start();
    expect(await status(primary, 'e')).toBe('ENABLED');
    await winner.run(`${owners} ENABLE`);
    expect(await status(winner, 'e')).toBe('ENABLED');
    await primary.follow(winner);
    await caughtUp(primary, winner);
    expect(await event(primary, 'e')).toMatchObject({
      STATUS: OFF,
      ORIGINATOR: 2,
      DEFINER: 'app@%',
    });
  });

  test('is copied by CLONE as the donor has it', async ({ trio }) => {
    const { primary, replicas } = trio;
    await primary.run(
      `CREATE DEFINER='app'@'%' EVENT app.e ${DAILY} ${INSERTS('e')}`,
    );
    await everywhere(trio);
    const [donor, recipient] = replicas;
    for (const [from, copied] of [
      [donor, OFF],
      [primary, 'ENABLED'],
    ] as const) {
      await recipient.run('STOP REPLICA', 'RESET REPLICA ALL');
      await clone(recipient, from).catch(() => undefined);
      await cloned(recipient);
      expect(await status(recipient, 'e')).toBe(copied);
    }
  });

  test('that is altered without DEFINER is its changer’s; the engine’s user leaves all but status and date, also of one whose definer is gone', async ({
    trio,
    engine,
  }) => {
    const { primary } = trio;
    await engine.takeCommand();
    await engine.writeTerm(1);
    const owner = await primary.connect('app');
    await owner.query(
      "SET NAMES latin1, SESSION sql_mode='ANSI_QUOTES', SESSION time_zone='+03:00'",
    );
    await owner.query(
      `CREATE EVENT app."it's \`e\`" ${DAILY} ON COMPLETION PRESERVE COMMENT 'é' ${INSERTS(
        'e',
      )}`,
    );
    await primary.run(
      `CREATE DEFINER='gone'@'%' EVENT app.orphan ${DAILY} ${INSERTS('o')}`,
      `CREATE DEFINER='root'@'localhost' EVENT app.roots ${DAILY} ${INSERTS(
        'r',
      )}`,
    );
    const name = "it's `e`";
    const [before] = await primary.rows(
      `SELECT * FROM information_schema.EVENTS WHERE DEFINER='app@%'`,
    );
    const known = await engine.scheduledEvents();
    expect(
      known.events.map(e => [e.name, e.definer, e.status, e.over]),
    ).toEqual([
      [name, 'app@%', 'ENABLED', false],
      ['orphan', 'gone@%', 'ENABLED', false],
      ['roots', 'root@localhost', 'ENABLED', false],
    ]);
    const settle = (which: string, definer: string, enabled: boolean) =>
      engine.settleEvent({ schema: 'app', name: which, definer, enabled }, 1);
    for (const enabled of [false, true]) await settle(name, 'app@%', enabled);
    const [after] = await primary.rows(
      `SELECT * FROM information_schema.EVENTS WHERE DEFINER='app@%'`,
    );
    expect({ ...after, LAST_ALTERED: '' }).toEqual({
      ...before,
      LAST_ALTERED: '',
    });
    await settle('roots', 'root@localhost', true);
    await settle('orphan', 'gone@%', true);
    expect((await event(primary, 'orphan'))?.DEFINER).toBe('gone@%');
    await primary.run('ALTER EVENT app.orphan ENABLE');
    expect((await event(primary, 'orphan'))?.DEFINER).toBe('root@localhost');
    await engine.recordEvents([
      { schema: 'app', name, lastAltered: 'then', enabled: true },
    ]);
    expect(await engine.recordedEvents()).toMatchObject([{ name }]);
  });

  test('bears the second of its last change, the same after another one in it; the engine’s user is told while that second lasts', async ({
    trio,
    engine,
  }) => {
    const { primary } = trio;
    await primary.run(`CREATE EVENT app.e ${DAILY} ${INSERTS('e')}`);
    await until('two changes look the same', async () => {
      await primary.run('ALTER EVENT app.e DISABLE');
      const first = await event(primary, 'e');
      await primary.run('ALTER EVENT app.e ENABLE');
      const second = await event(primary, 'e');
      return String(first?.LAST_ALTERED) === String(second?.LAST_ALTERED);
    });
    const fresh = async () =>
      (await engine.scheduledEvents()).events.map(e => e.fresh).join();
    await until('it is told', async () => {
      await primary.run('ALTER EVENT app.e ENABLE');
      return (await fresh()) === 'true';
    });
    await until('the second is over', async () => (await fresh()) === 'false');
  });

  test('ends the scheduler of a server that is super_read_only, while @@event_scheduler goes on saying ON, until it is writable again; KILL does not find it', async ({
    trio,
  }) => {
    const { primary } = trio;
    expect(await runs(primary)).toBe(true);
    const id = await primary.value(
      "SELECT PROCESSLIST_ID FROM performance_schema.threads WHERE NAME='thread/sql/event_scheduler'",
    );
    await expect(primary.run(`KILL ${id}`)).rejects.toThrow('Unknown thread');
    await primary.run(
      `CREATE EVENT app.tick ON SCHEDULE EVERY 1 SECOND ${INSERTS('tick')}`,
      'SET GLOBAL super_read_only=ON',
    );
    await until('it has ended', async () => !(await runs(primary)));
    expect(primary.log).toContain('Event Scheduler: Unable to schedule event');
    expect(await primary.value('SELECT @@event_scheduler')).toBe('ON');
    await primary.run(
      'SET GLOBAL super_read_only=OFF',
      'SET GLOBAL read_only=OFF',
    );
    await until('it runs again', () => runs(primary));
    const ticks = "SELECT COUNT(*) FROM app.t WHERE v='tick'";
    const before = Number(await primary.value(ticks));
    await until(
      'it ticks',
      async () => Number(await primary.value(ticks)) > before,
    );
  });

  test('whose only time has passed runs at once when it is enabled', async ({
    trio,
  }) => {
    const { primary } = trio;
    // However slow the machine is, it does not run before there is another primary.
    await primary.run(
      'SET GLOBAL event_scheduler=OFF',
      `CREATE EVENT app.once ON SCHEDULE AT NOW() + INTERVAL 1 SECOND ${INSERTS(
        'once',
      )}`,
    );
    const winner = await promoteFirst(trio);
    expect(await status(winner, 'once')).toBe(OFF);
    await until(
      'its time has passed',
      async () =>
        (await winner.value(
          "SELECT EXECUTE_AT < NOW() FROM information_schema.EVENTS WHERE EVENT_NAME='once'",
        )) === 1,
    );
    await winner.run('ALTER EVENT app.once ENABLE');
    const ran = "SELECT COUNT(*) FROM app.t WHERE v='once'";
    await until('it ran', async () => (await winner.value(ran)) === 1);
  });

  test('can be read, and the scheduler be switched, while a commit or an ALTER EVENT waits for its acknowledgement; while a CREATE USER waits, neither can', async ({
    trio,
  }) => {
    const { primary } = trio;
    await primary.run(`CREATE EVENT app.e ${DAILY} ${INSERTS('e')}`);
    await everywhere(trio);
    const [first, second] = [
      await primary.connect('admin'),
      await primary.connect('admin'),
    ];
    const asked = [
      'SELECT EVENT_NAME, STATUS FROM information_schema.EVENTS',
      'SET GLOBAL event_scheduler=OFF',
      'SET GLOBAL event_scheduler=ON',
    ];
    await disconnect(trio);
    const commit = await insert(primary, 'waits');
    await commitsWaiting(primary, 1);
    for (const sql of asked) {
      expect(await new Pending(first.query(sql)).outcome()).toBe('ok');
    }
    await reconnect(trio);
    await (await insert(primary, 'released')).outcome();
    expect(await commit.outcome()).toBe('ok');

    await disconnect(trio);
    const altered = new Pending(second.query('ALTER EVENT app.e DISABLE'));
    await commitsWaiting(primary, 1);
    for (const sql of asked) {
      expect(await new Pending(first.query(sql)).outcome()).toBe('ok');
    }
    await reconnect(trio);
    await (await insert(primary, 'released')).outcome();
    expect(await altered.outcome()).toBe('ok');

    await disconnect(trio);
    const created = new Pending(
      second.query("CREATE USER 'new'@'%' IDENTIFIED BY 'x'"),
    );
    await commitsWaiting(primary, 1);
    const reading = new Pending(first.query(asked[0] ?? ''));
    expect(await reading.toldWithin(1_500)).toBe('nothing');
    expect(created.told).toBe('nothing');
  });
});
