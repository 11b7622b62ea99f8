/**
 * What CLONE does when its donor is a primary whose commit waits for an acknowledgement: with two instances the one that
 * must be filled is the one that would acknowledge.
 */
import type { Connection } from 'mysql2/promise';
import { cloned, cloneStatement } from './clone';
import type { Mysqld } from './mysqld';
import { Pending } from './pending';
import {
  commitsWaiting,
  commitWaits,
  copiesOf,
  expect,
  insert,
  receiver,
  test,
  type WaitingScene,
} from './scene';
import { caughtUp, executed, type Trio } from './trio';
import { until } from './until';

interface CloneScene extends WaitingScene {
  /** It gives up its data for those of the primary. */
  readonly recipient: Mysqld;
  readonly clone: Pending;
}

/** Lets the account that clones stay, when ordinary ones are cut off. */
async function mayStay({ primary }: Trio): Promise<void> {
  await primary.run("GRANT CONNECTION_ADMIN ON *.* TO 'repl'@'%'");
}

/** A clone from the primary is under way, and the primary's commit waits. */
async function clonesFromIt(scene: WaitingScene): Promise<CloneScene> {
  const [recipient] = scene.trio.replicas;
  await recipient.run('STOP REPLICA', 'RESET REPLICA ALL');
  return { ...scene, recipient, clone: await clone(recipient, scene.primary) };
}

/** A clone that is under way when this returns. */
async function clone(recipient: Mysqld, donor: Mysqld): Promise<Pending> {
  await recipient.run(
    'SET GLOBAL super_read_only=OFF',
    `SET GLOBAL clone_valid_donor_list='127.0.0.1:${donor.port}'`,
  );
  const session = await recipient.connect('root');
  return new Pending(session.query(cloneStatement(donor)));
}

/** Closes a server in the order in which nobody is told what is not so. */
async function close(admin: Connection): Promise<void> {
  await admin.query('SET GLOBAL offline_mode=ON');
  const [sessions] = await admin.query(
    "SELECT PROCESSLIST_ID AS id FROM performance_schema.threads WHERE PROCESSLIST_USER='app' AND PROCESSLIST_COMMAND <> 'Killed'",
  );
  for (const { id } of Array.isArray(sessions)
    ? (sessions as { id: number }[])
    : [])
    await admin.query(`KILL ${id}`).catch(() => undefined);
  await admin.query('SET GLOBAL rpl_semi_sync_source_enabled=OFF');
  await admin.query('SET GLOBAL super_read_only=ON');
}

test.describe('CLONE from a primary whose commit waits for an acknowledgement', () => {
  test('does not end, nor when the session that waits is killed; it ends with the acknowledgement', async ({
    trio,
  }) => {
    const scene = await clonesFromIt(await commitWaits(trio));
    const { primary, recipient, commit, admin } = scene;
    expect(await scene.clone.toldWithin(4_000)).toBe('nothing');
    const id = await primary.value(
      "SELECT PROCESSLIST_ID FROM performance_schema.threads WHERE PROCESSLIST_STATE LIKE 'Waiting for semi-sync ACK%'",
    );
    await admin.query(`KILL ${id}`);
    expect(await commit.outcome()).toBe('error');
    expect(await scene.clone.toldWithin(2_000)).toBe('nothing');
    await trio.replicas[1].run('START REPLICA IO_THREAD');
    await cloned(recipient);
    expect(await copiesOf(recipient, 'waiting')).toBe(1);
  });

  test('goes on while the primary is closed, if its account may stay, and ends with what waited', async ({
    trio,
  }) => {
    await mayStay(trio);
    const scene = await clonesFromIt(await commitWaits(trio));
    const { recipient, commit, admin } = scene;
    expect(await scene.clone.toldWithin(2_000)).toBe('nothing');
    await close(admin);
    expect(await commit.outcome()).toBe('error');
    await cloned(recipient);
    expect(await copiesOf(recipient, 'waiting')).toBe(1);
  });

  test('leaves a recipient that is killed meanwhile without data, and claiming to have received them', async ({
    trio,
  }) => {
    const { primary } = await commitWaits(trio);
    const [recipient] = trio.replicas;
    const copy = await clone(recipient, primary);
    expect(await copy.toldWithin(2_000)).toBe('nothing');
    await recipient.kill();
    await recipient.start();
    expect(await executed(recipient)).toBe('');
    const { RECEIVED_TRANSACTION_SET } = await receiver(recipient);
    expect(RECEIVED_TRANSACTION_SET).toMatch(/:1-2$/);
  });

  test('leaves one whose channel was removed before with no claim', async ({
    trio,
  }) => {
    const { recipient, ...scene } = await clonesFromIt(await commitWaits(trio));
    expect(await scene.clone.toldWithin(2_000)).toBe('nothing');
    await recipient.kill();
    await recipient.start();
    expect(await executed(recipient)).toBe('');
    await expect(receiver(recipient)).rejects.toThrow('no channel');
  });

  test('ends once it was closed in the safe order: clients got an error, and the copy has what waited', async ({
    trio,
  }) => {
    const scene = await commitWaits(trio);
    const { primary, commit, admin } = scene;
    const queued = await insert(primary, 'queued');
    await close(admin);
    expect(await commit.outcome()).toBe('error');
    expect(await queued.outcome()).toBe('error');
    await admin.query('SET GLOBAL offline_mode=OFF');
    const { recipient } = await clonesFromIt(scene);
    await cloned(recipient);
    expect(await executed(recipient)).toBe(await executed(primary));
    expect(await copiesOf(recipient, 'waiting')).toBe(1);
  });

  test('is refused by a donor that is offline', async ({ trio }) => {
    const scene = await commitWaits(trio);
    await close(scene.admin);
    const { clone: refused } = await clonesFromIt(scene);
    expect(await refused.outcome()).toBe('error');
  });

  test('ends from one that was killed and started again: closed, with what waited', async ({
    trio,
  }) => {
    const scene = await commitWaits(trio);
    await scene.primary.kill();
    await scene.primary.start();
    const { recipient } = await clonesFromIt(scene);
    await cloned(recipient);
    expect(await copiesOf(recipient, 'waiting')).toBe(1);
  });

  test('that is open again waits for the copy’s acknowledgement, which follows', async ({
    trio,
  }) => {
    const scene = await commitWaits(trio);
    const { primary, admin } = scene;
    await close(admin);
    await admin.query('SET GLOBAL offline_mode=OFF');
    const { recipient } = await clonesFromIt(scene);
    await cloned(recipient);
    await admin.query('SET GLOBAL rpl_semi_sync_source_enabled=ON');
    await admin.query('SET GLOBAL super_read_only=OFF, GLOBAL read_only=OFF');
    const next = await insert(primary, 'next');
    await commitsWaiting(primary, 1);
    await recipient.run('SET GLOBAL rpl_semi_sync_replica_enabled=ON');
    await recipient.follow(primary);
    expect(await next.outcome()).toBe('ok');
    await caughtUp(recipient, primary);
    await until(
      'both are there',
      async () => (await copiesOf(recipient, 'next')) === 1,
    );
  });
});
