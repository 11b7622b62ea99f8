import { ClientCommit } from './ClientCommit';
import { InMemoryMySql } from './InMemoryMySql';
import { MySqlWorld } from './MySqlWorld';
import { VirtualClock } from './VirtualClock';

const PRIMARY = 'orders-0';
const REPLICAS = ['orders-1', 'orders-2'];

/** A trio that waits for one acknowledgement, with an operator that commands the primary. */
async function trio(waitFor = 1) {
  const clock = new VirtualClock();
  const world = new MySqlWorld(clock);
  [PRIMARY, ...REPLICAS].forEach(name => world.addServer({ name }));
  world.formCluster({ primary: PRIMARY, replicas: REPLICAS, waitFor });
  const instance = (pod: string, operator = 'operator') =>
    new InMemoryMySql(world, operator).instance({
      namespace: 'shop',
      pod,
      podIp: pod,
      port: 3306,
    });
  const engine = instance(PRIMARY);
  await engine.takeCommand();
  return { clock, world, instance, engine };
}

type Scene = Awaited<ReturnType<typeof trio>> & { commit: ClientCommit };

/** The same, while a commit waits that no replica received. */
async function waitingScene(): Promise<Scene> {
  const scene = await trio();
  for (const name of REPLICAS) {
    scene.world.server(name).process?.receiver.stop();
  }
  const commit = scene.world.commit(PRIMARY);
  expect(commit.outcome).toBe('waiting');
  return { ...scene, commit };
}

function heldBy({ world, commit }: Scene): readonly string[] {
  return REPLICAS.filter(name => {
    const { disk } = world.server(name);
    return (
      commit.gtid && disk.logged.union(disk.received).contains(commit.gtid)
    );
  });
}

// Each row was seen on a real mysqld by e2e/conformance.
describe('While a commit waits for its acknowledgement', () => {
  const rows: readonly {
    when: string;
    act: (scene: Scene) => Promise<void> | void;
    told: ClientCommit['outcome'];
  }[] = [
    {
      when: 'mysqld gets SIGTERM',
      act: ({ world }) => world.terminate(PRIMARY),
      told: 'ok',
    },
    {
      when: 'rpl_semi_sync_source_enabled=OFF',
      act: ({ engine }) => engine.setSemiSyncSource(0),
      told: 'ok',
    },
    {
      when: 'rpl_semi_sync_source_wait_no_replica=OFF with too few replicas',
      act: async ({ engine }) => {
        await engine.setVariable('rpl_semi_sync_source_wait_no_replica', 'OFF');
      },
      told: 'ok',
    },
    {
      when: 'rpl_semi_sync_source_timeout is lowered',
      act: async ({ engine, clock }) => {
        await engine.setVariable('rpl_semi_sync_source_timeout', '1000');
        await clock.advance(5000);
      },
      told: 'waiting',
    },
    {
      when: 'another session commits',
      act: ({ world }) => {
        world.commit(PRIMARY);
        const { process } = world.server(PRIMARY);
        expect(process?.semiSync.waitingSessions).toBe(1);
      },
      told: 'waiting',
    },
    {
      when: 'offline_mode=ON',
      act: ({ world }) => world.server(PRIMARY).process?.setOfflineMode(),
      told: 'lost',
    },
    {
      when: 'it is killed with SIGKILL and started again',
      act: async ({ world, clock, commit }) => {
        world.crash(PRIMARY);
        await clock.advance(1000);
        const executed = world.server(PRIMARY).process?.executed;
        expect(commit.gtid && executed?.contains(commit.gtid)).toBe(true);
      },
      told: 'lost',
    },
    {
      when: 'it is fenced in the order of the design',
      act: ({ engine }) => engine.fence(),
      told: 'lost',
    },
    {
      when: 'the supervisor stops mysqld',
      act: ({ world, clock }) => {
        const supervisor = new InMemoryMySql(world).supervisor({
          namespace: 'shop',
          pod: PRIMARY,
          podIp: PRIMARY,
          port: 3306,
        });
        return clock.advanceUntil(supervisor.stop({ reason: 'test' }));
      },
      told: 'lost',
    },
  ];

  it.each(rows)(
    '$when: the client is told $told, and no replica has it',
    async ({ act, told }) => {
      const scene = await waitingScene();
      await act(scene);
      expect(scene.commit.outcome).toBe(told);
      expect(heldBy(scene)).toEqual([]);
    },
  );

  it('the count is lowered from 2 to 1 with one acknowledgement there: the client is told OK at once', async () => {
    const { world, engine } = await trio(2);
    world.server('orders-2').process?.receiver.stop();
    const commit = world.commit(PRIMARY);
    expect(commit.outcome).toBe('waiting');
    await engine.setSemiSyncSource(1);
    expect(commit.outcome).toBe('ok');
  });

  it('the count is lowered from 2 to 1 with no acknowledgement there: it goes on waiting', async () => {
    const { world, engine } = await trio(2);
    REPLICAS.forEach(name => world.server(name).process?.receiver.stop());
    const commit = world.commit(PRIMARY);
    await engine.setSemiSyncSource(1);
    expect(commit.outcome).toBe('waiting');
  });

  it('nobody can log in if it is a CREATE USER, the replicas neither; an open connection still fences', async () => {
    const { world, engine, clock, instance } = await trio();
    const replica = world.server('orders-1');
    REPLICAS.forEach(name => world.server(name).process?.receiver.stop());
    world.commit(PRIMARY, {
      change: { kind: 'account', username: 'a', password: 'b', database: 'c' },
    });
    const login = instance(PRIMARY, 'newcomer').facts();
    await expect(clock.advanceUntil(login)).rejects.toThrow('no answer');
    replica.process?.receiver.start();
    await clock.advance(5000);
    expect(replica.process?.receiver.state).toBe('CONNECTING');
    await engine.fence();
    expect(world.server(PRIMARY).process?.readOnly).toBe(true);
  });
});

describe('The model of MySQL', () => {
  it('keeps what was received through a crash, since sync_relay_log=1 and relay_log_recovery=OFF', async () => {
    const { world, clock } = await trio();
    const replica = world.server('orders-1');
    replica.applierHeld = true;
    const commit = world.commit(PRIMARY);
    expect(commit.outcome).toBe('ok');
    world.crash('orders-1');
    await clock.advance(1000);
    expect(commit.gtid && replica.disk.received.contains(commit.gtid)).toBe(
      true,
    );
  });

  it('leaves a channel that takes no START until a restart, where a KILL meets the CHANGE REPLICATION SOURCE that makes it', async () => {
    const { world, clock, engine, instance } = await trio();
    const late = world.addServer({ name: 'orders-3' });
    late.setPace({ receiveMs: 0, applyMs: 100 });
    const source = { host: world.server(PRIMARY).host, port: 3306 };
    const login = { user: 'mysqlha_replication', password: '' };
    const follow = (by: typeof engine) =>
      clock.advanceUntil(
        by.followSource({ ...source, ...login }, { acknowledge: false }),
      );
    const [first, rival] = ['operator', 'rival'].map(operator =>
      instance('orders-3', operator),
    );
    await first.takeCommand();
    clock.after(50, () => void rival.takeCommand());
    await expect(follow(first)).rejects.toThrow('closed the connection');

    const halfMade = {
      failure: { code: 'ER_REPLICA_AM_INIT_REPOSITORY' },
    };
    await expect(follow(rival)).rejects.toMatchObject(halfMade);
    await expect(follow(rival)).rejects.toMatchObject(halfMade);
    expect((await rival.facts()).replica).toMatchObject({
      applierOn: false,
      applierError: { code: 13_124 },
      receiver: 'OFF',
    });

    world.crash('orders-3');
    await clock.advance(1000);
    await rival.takeCommand();
    await follow(rival);
    expect(late.process?.receiver.state).toBe('ON');
  });

  it('has the channel of a client that went away in the middle of that', async () => {
    const { world, clock, instance } = await trio();
    const late = world.addServer({ name: 'orders-3' });
    late.setPace({ receiveMs: 0, applyMs: 100 });
    const first = instance('orders-3', 'operator');
    await first.takeCommand();
    const source = { host: world.server(PRIMARY).host, port: 3306 };
    const login = { user: 'mysqlha_replication', password: '' };
    clock.after(50, () => void first.close());
    const follow = first.followSource(
      { ...source, ...login },
      { acknowledge: false },
    );
    await expect(clock.advanceUntil(follow)).rejects.toThrow('closed');
    await clock.advance(100);
    expect(late.process?.channelIsHalfMade).toBe(false);
    expect(late.disk.channel?.host).toBe(world.server(PRIMARY).host);
  });

  it('takes rpl_semi_sync_replica_enabled=OFF only at the next start of the receiver', async () => {
    const { world } = await trio();
    const [first, second] = REPLICAS.map(name => world.server(name).process);
    second?.receiver.stop();
    if (first) first.semiSyncReplicaEnabled = false;
    expect(world.commit(PRIMARY).outcome).toBe('ok');
    first?.receiver.stop();
    first?.receiver.start();
    expect(world.commit(PRIMARY).outcome).toBe('waiting');
  });

  it('disables each event on a replica, enabled or not, with the time of its last change', async () => {
    const { world } = await trio();
    const change = (enabled: boolean) => {
      world.commit(PRIMARY, {
        change: {
          kind: 'event',
          event: { schema: 'shop', name: 'e', definer: 'shop@%', enabled },
        },
      });
      const [here, there] = [PRIMARY, 'orders-1'].map(name =>
        world.server(name).disk.events.list(world.clock.now()),
      );
      expect(there).toEqual([{ ...here[0], status: 'REPLICA_SIDE_DISABLED' }]);
      return here[0].status;
    };
    expect([change(true), change(false)]).toEqual(['ENABLED', 'DISABLED']);
  });

  it('refuses a replica that needs purged binary logs', async () => {
    const { world } = await trio();
    world.addServer({ name: 'orders-3' });
    world.commit(PRIMARY);
    world.server(PRIMARY).disk.purge();
    const late = world.server('orders-3');
    late.disk.channel = world.server('orders-1').disk.channel;
    late.process?.receiver.start();
    world.settle();
    expect(late.process?.receiver.error?.message).toContain('purged');
  });

  it('keeps a cut-off replica among the clients of its source, until it comes back', async () => {
    const { world, clock } = await trio();
    world.network.cut(PRIMARY, 'orders-1');
    world.settle();
    await clock.advance(5000);
    expect(world.server('orders-1').process?.receiver.state).toBe('CONNECTING');
    expect(world.server(PRIMARY).process?.semiSyncClients).toBe(2);
    world.healNetwork();
    await clock.advance(2000);
    expect(world.server('orders-1').process?.receiver.state).toBe('ON');
  });

  it('runs what was sent to a frozen server when it goes on, although its caller gave up', async () => {
    const { world, engine, clock } = await trio();
    await engine.makeReadOnly();
    world.freeze(PRIMARY);
    const call = engine.makeWritable();
    await expect(clock.advanceUntil(call)).rejects.toThrow('no answer');
    world.thaw(PRIMARY);
    expect(world.server(PRIMARY).process?.readOnly).toBe(false);
  });

  it('cuts off an instance that reaches neither Kubernetes nor a peer, after three seconds', async () => {
    const { world, clock } = await trio();
    world.isolate(PRIMARY);
    await clock.advance(2900);
    expect(world.server(PRIMARY).process?.offlineMode).toBe(false);
    await clock.advance(200);
    expect(world.server(PRIMARY).process?.offlineMode).toBe(true);
    expect(world.server('orders-1').process?.offlineMode).toBe(false);
  });

  it('times out towards a server that is cut off, without telling that it died', async () => {
    const { world, engine, clock } = await trio();
    await engine.facts();
    const heard = jest.fn();
    engine.onDisconnect(heard);
    world.isolate(PRIMARY);
    world.crash(PRIMARY);
    const facts = engine.facts();
    await expect(clock.advanceUntil(facts)).rejects.toMatchObject({
      failure: { kind: 'timeout' },
    });
    expect(heard).not.toHaveBeenCalled();
  });
});
