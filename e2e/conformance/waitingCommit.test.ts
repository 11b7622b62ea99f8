/** What an operator may do while a commit waits for its acknowledgement, and what the client is told then. */
import { execFile } from 'node:child_process';
import {
  commitWaits,
  commitsWaiting,
  copiesOf,
  disconnect,
  expect,
  insert,
  reconnect,
  test,
  type WaitingScene,
} from './scene';
import { Pending } from './pending';
import { clientProgram, findRootfs } from './rootfs';
import { acknowledge, connectedReplicas, executed, status } from './trio';
import { until } from './until';

interface Fact {
  readonly when: string;
  readonly then: string;
  readonly see: (scene: WaitingScene) => Promise<void>;
}

async function noReplicaHasIt({ trio }: WaitingScene): Promise<void> {
  for (const replica of trio.replicas)
    expect(await copiesOf(replica, 'waiting')).toBe(0);
}

const dangerous: readonly Fact[] = [
  {
    when: 'mysqld gets SIGTERM',
    then: 'the client is told OK and no replica has it',
    see: async scene => {
      scene.primary.signal('SIGTERM');
      expect(await scene.commit.outcome()).toBe('ok');
      await until('the warning in the log', () =>
        scene.primary.log.includes('Some updates might not be replicated'),
      );
      await noReplicaHasIt(scene);
    },
  },
  {
    when: 'rpl_semi_sync_source_enabled=OFF',
    then: 'the client is told OK and no replica has it',
    see: async scene => {
      await scene.admin.query('SET GLOBAL rpl_semi_sync_source_enabled=OFF');
      expect(await scene.commit.outcome()).toBe('ok');
      await noReplicaHasIt(scene);
    },
  },
  {
    when: 'rpl_semi_sync_source_wait_no_replica=OFF with too few replicas',
    then: 'the client is told OK and no replica has it',
    see: async scene => {
      await scene.admin.query(
        'SET GLOBAL rpl_semi_sync_source_wait_no_replica=OFF',
      );
      expect(await scene.commit.outcome()).toBe('ok');
      await noReplicaHasIt(scene);
    },
  },
  {
    when: 'it is killed with SIGKILL and started again',
    then: 'the transaction is committed and visible there, and on no replica',
    see: async scene => {
      await scene.primary.kill();
      expect(await scene.commit.outcome()).toBe('error');
      const began = performance.now();
      await scene.primary.start();
      test.info().annotations.push({
        type: 'up again',
        description: `${Math.round(performance.now() - began)} ms`,
      });
      expect(await copiesOf(scene.primary, 'waiting')).toBe(1);
      await noReplicaHasIt(scene);
    },
  },
];

const harmless: readonly Fact[] = [
  {
    when: 'rpl_semi_sync_source_timeout is lowered',
    then: 'nobody is released, neither the commit that waits nor one that comes later and queues behind it',
    see: async ({ admin, commit, primary }) => {
      await admin.query('SET GLOBAL rpl_semi_sync_source_timeout=1000');
      const later = await insert(primary, 'later');
      expect(await commit.toldWithin(5_000)).toBe('nothing');
      expect(later.told).toBe('nothing');
    },
  },
  {
    when: 'offline_mode=ON',
    then: 'the application is cut off with an error at once',
    see: async scene => {
      await scene.admin.query('SET GLOBAL offline_mode=ON');
      expect(await scene.commit.outcome(2_000)).toBe('error');
      await expect(scene.primary.connect('app')).rejects.toThrow(/offline/i);
      await noReplicaHasIt(scene);
    },
  },
  {
    when: 'offline_mode=ON, sessions killed, semi-sync OFF, super_read_only=ON, in this order',
    then: 'clients get an error, the pending read-only SET completes and the server is fenced',
    see: async scene => {
      const asking = await scene.primary.connect('admin');
      const readOnly = new Pending(
        asking.query('SET GLOBAL super_read_only=ON'),
      );
      expect(await readOnly.toldWithin(500)).toBe('nothing');
      await scene.admin.query('SET GLOBAL offline_mode=ON');
      expect(await scene.commit.outcome(2_000)).toBe('error');
      await scene.admin.query('SET GLOBAL rpl_semi_sync_source_enabled=OFF');
      expect(await readOnly.outcome()).toBe('ok');
      await scene.admin.query('SET GLOBAL super_read_only=ON');
      expect(
        await scene.primary.value(
          'SELECT CONCAT(@@super_read_only, @@read_only, @@offline_mode)',
        ),
      ).toBe('111');
      await noReplicaHasIt(scene);
    },
  },
  {
    when: 'another session commits',
    then: 'it queues behind, and is neither in the count of waiting sessions nor in their state',
    see: async ({ primary, commit }) => {
      const queued = await insert(primary, 'queued');
      await until(
        'it is in the queue',
        async () =>
          (
            await primary.rows(
              "SELECT 1 FROM performance_schema.threads WHERE PROCESSLIST_USER='app' AND PROCESSLIST_STATE='waiting for handler commit'",
            )
          ).length > 0,
      );
      expect(await status(primary, 'Rpl_semi_sync_source_wait_sessions')).toBe(
        1,
      );
      expect([commit.told, queued.told]).toEqual(['nothing', 'nothing']);
    },
  },
  {
    when: 'SET GLOBAL super_read_only=ON',
    then: 'it hangs; meanwhile @@super_read_only reads 1 and @@read_only 0',
    see: async ({ primary, commit, admin }) => {
      const readOnly = new Pending(
        admin.query('SET GLOBAL super_read_only=ON'),
      );
      await until(
        'the SET is under way',
        async () => (await primary.value('SELECT @@super_read_only')) === 1,
      );
      expect(await primary.value('SELECT @@read_only')).toBe(0);
      expect(await readOnly.toldWithin(1_000)).toBe('nothing');
      expect(commit.told).toBe('nothing');
    },
  },
  {
    when: 'the session that waits is killed',
    then: 'its client gets an error, it shows Killed and goes on waiting, and so does the read-only SET behind it',
    see: async ({ primary, commit, admin }) => {
      const asking = await primary.connect('admin');
      const readOnly = new Pending(
        asking.query('SET GLOBAL super_read_only=ON'),
      );
      const id = await until('the session that waits', () =>
        primary.value(
          "SELECT PROCESSLIST_ID FROM performance_schema.threads WHERE PROCESSLIST_STATE LIKE 'Waiting for semi-sync ACK%'",
        ),
      );
      await admin.query(`KILL ${id}`);
      expect(await commit.outcome(2_000)).toBe('error');
      expect(await readOnly.toldWithin(1_000)).toBe('nothing');
      expect(
        await primary.value(
          `SELECT COMMAND FROM information_schema.PROCESSLIST WHERE ID=${id}`,
        ),
      ).toBe('Killed');
      expect(await status(primary, 'Rpl_semi_sync_source_wait_sessions')).toBe(
        1,
      );
    },
  },
  {
    when: 'a replica has received it without acknowledging and attaches again with auto-position',
    then: 'it is acknowledged only with the next commit',
    see: async ({ trio, primary, commit }) => {
      const [replica] = trio.replicas;
      await acknowledge(replica, false);
      await replica.run('START REPLICA IO_THREAD');
      await until(
        'the replica has it',
        async () => (await copiesOf(replica, 'waiting')) === 1,
      );
      expect(commit.told).toBe('nothing');
      await acknowledge(replica, true);
      await replica.run('STOP REPLICA IO_THREAD', 'START REPLICA IO_THREAD');
      await connectedReplicas(primary, 1);
      expect(await commit.toldWithin(1_500)).toBe('nothing');
      expect(await (await insert(primary, 'next')).outcome()).toBe('ok');
      expect(await commit.outcome()).toBe('ok');
    },
  },
  {
    when: 'a replica attaches that lacks it',
    then: 'it is acknowledged at once',
    see: async ({ trio, commit }) => {
      await trio.replicas[0].run('START REPLICA IO_THREAD');
      expect(await commit.outcome()).toBe('ok');
    },
  },
  {
    when: 'FLUSH BINARY LOGS or performance_schema.log_status',
    then: 'they hang',
    see: async ({ primary }) => {
      const flush = new Pending(
        (await primary.connect('admin')).query('FLUSH BINARY LOGS'),
      );
      const log = new Pending(
        (await primary.connect('admin')).query(
          'SELECT * FROM performance_schema.log_status',
        ),
      );
      expect(await flush.toldWithin(1_500)).toBe('nothing');
      expect(log.told).toBe('nothing');
    },
  },
  {
    when: 'mysqlbinlog follows the primary',
    then: "it gets the transaction although it isn't in gtid_executed",
    see: async ({ primary }) => {
      const { command, before } = clientProgram(findRootfs(), 'mysqlbinlog');
      const [file] = await primary.rows('SHOW BINARY LOG STATUS');
      const follower = execFile(command, [
        ...before,
        '--no-defaults',
        '--read-from-remote-server',
        '--stop-never',
        '--stop-never-slave-server-id=99',
        '--host=127.0.0.1',
        `--port=${primary.port}`,
        '--user=repl',
        '--verbose',
        '--base64-output=decode-rows',
        String(file?.File),
      ]);
      let seen = '';
      follower.stdout?.on('data', (text: string) => (seen += text));
      follower.stderr?.on('data', (text: string) => (seen += text));
      try {
        await until(
          'the waiting row in the stream',
          () => seen.includes("@2='waiting'"),
          10_000,
        );
        expect(await executed(primary)).toMatch(/:1-2$/);
      } catch (error) {
        throw new Error(
          `${String(error)}; mysqlbinlog said: ${seen.slice(-500)}`,
        );
      } finally {
        follower.kill('SIGKILL');
      }
    },
  },
];

test.describe('while a commit waits for its acknowledgement', () => {
  for (const fact of [...dangerous, ...harmless]) {
    test(`${fact.when}: ${fact.then}`, async ({ trio }) =>
      fact.see(await commitWaits(trio)));
  }

  test('the count is lowered from 2 to 1 with one acknowledgement there: the client is told OK at once', async ({
    trio,
  }) => {
    const { primary, replicas } = trio;
    await primary.run(
      'SET GLOBAL rpl_semi_sync_source_wait_for_replica_count=2',
    );
    await replicas[1].run('STOP REPLICA IO_THREAD');
    const commit = await insert(primary, 'two');
    expect(await commit.toldWithin(1_000)).toBe('nothing');
    await primary.run(
      'SET GLOBAL rpl_semi_sync_source_wait_for_replica_count=1',
    );
    expect(await commit.outcome(2_000)).toBe('ok');
    expect(await copiesOf(replicas[1], 'two')).toBe(0);
  });

  test('both replicas attach again: the commit gets its acknowledgement and is everywhere', async ({
    trio,
  }) => {
    const { commit } = await commitWaits(trio);
    await reconnect(trio);
    expect(await commit.outcome()).toBe('ok');
    for (const replica of trio.replicas)
      await until(
        'applied',
        async () => (await copiesOf(replica, 'waiting')) === 1,
      );
  });

  test("an administrator's own commit: offline_mode=ON doesn't cut it off, KILL gives its client an error though the session goes on waiting", async ({
    trio,
  }) => {
    const { primary } = trio;
    await disconnect(trio);
    const fencing = await primary.connect('admin');
    const other = await primary.connect('admin');
    const commit = new Pending(
      other.query("INSERT INTO app.t (v) VALUES ('admin')"),
    );
    await commitsWaiting(primary, 1);
    await fencing.query('SET GLOBAL offline_mode=ON');
    expect(await commit.toldWithin(500)).toBe('nothing');
    await fencing.query(`KILL ${other.threadId}`);
    expect(await commit.outcome(2_000)).toBe('error');
    expect(await status(primary, 'Rpl_semi_sync_source_wait_sessions')).toBe(1);
  });
});
