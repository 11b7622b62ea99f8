import { engineForEachTest } from './__testUtils__/engineForEachTest';

describe('Engine, when a primary answers and commits nothing', () => {
  const harness = engineForEachTest();

  const healthy = (instances: number) => harness.underWrites({ instances });

  const nothingLost = () => harness.nothingLost();

  const anotherLeads = (before: string) => harness.anotherLeads(before, 20);

  const cutFromReplicas = (primary: string) => {
    for (const name of harness.serverNames()) {
      if (name !== primary) harness.world.network.cut(primary, name);
    }
  };

  it('replaces one whose disk is full', async () => {
    const before = await healthy(3);
    harness.world.fillDisk(before);
    await anotherLeads(before);
    await harness.until(
      'the incident is kept',
      () => harness.status.incidents?.length === 1,
      20,
    );
    const [incident] = harness.status.incidents ?? [];
    expect(incident).toMatchObject({
      cause: 'the disk of orders-0 is full',
      from: before,
    });
    // It answered all the while, and a heartbeat had waited for 5 s.
    expect(incident.outageMs).toBeGreaterThanOrEqual(5_000);
    harness.world.freeDisk(before);
    await nothingLost();
  });

  it('replaces one that refuses new rows for want of space, while heartbeats still commit', async () => {
    const before = await healthy(3);
    harness.world.fillAllButReserved(before);
    // The supervisor of a server that answers is asked twice a minute.
    await harness.anotherLeads(before, 45);
    await harness.until(
      'the incident is kept',
      () => harness.status.incidents?.length === 1,
      20,
    );
    expect(harness.status.incidents?.[0]).toMatchObject({
      cause: 'the disk of orders-0 is full',
      from: before,
    });
    harness.world.freeDisk(before);
    await nothingLost();
  });

  it('replaces one that its members can’t reach, though the operator does', async () => {
    const before = await healthy(3);
    cutFromReplicas(before);
    await anotherLeads(before);
    harness.world.healNetwork();
    await nothingLost();
  });

  it('replaces one that nobody can log in to, since an account statement waits', async () => {
    const before = await healthy(3);
    cutFromReplicas(before);
    harness.world.commit(before, {
      change: {
        kind: 'account',
        username: 'reader',
        password: 'secret',
        database: 'orders',
      },
    });
    await harness.clock.advance(3_000);
    harness.world.healNetwork();
    await anotherLeads(before);
    await nothingLost();
  });

  it.each(['before the cut', 'after it'])(
    'closes an old primary that nobody can log in to, though its supervisor never lost Kubernetes: the statement waits since %s',
    async since => {
      const before = await healthy(3);
      const wait = () =>
        harness.world.commit(before, {
          client: before,
          change: {
            kind: 'account',
            username: 'reader',
            password: 'secret',
            database: 'orders',
          },
        });
      cutFromReplicas(before);
      if (since === 'before the cut') wait();
      harness.world.isolate(before, ['operator', 'clients']);
      if (since !== 'before the cut') wait();
      await anotherLeads(before);
      harness.world.healNetwork();
      const { starts } = harness.world.server(before);
      await harness.until(
        'its mysqld was ended',
        () => harness.world.server(before).starts > starts,
        30,
      );
      expect(harness.world.server(before).process?.readOnly).not.toBe(false);
      await nothingLost();
    },
  );

  it('leaves one of two alone that the other can’t reach: nobody would be left to acknowledge', async () => {
    const before = await healthy(2);
    cutFromReplicas(before);
    await harness.clock.advance(15_000);
    expect(harness.status).toMatchObject({ primary: before, term: 1 });
    harness.world.healNetwork();
    await nothingLost();
  });
});

describe('Engine, when the replica of two has what waits and does not acknowledge it', () => {
  const harness = engineForEachTest();

  beforeEach(() => harness.healthy({ instances: 2 }));

  const process = (name: string) => harness.mysqld(name);

  /** It was cut off before its acknowledgement arrived, and is back. */
  function reattach(): void {
    const { receiver } = process('orders-1');
    receiver.held.acknowledgements = false;
    receiver.stop();
    receiver.start();
    harness.world.settle();
  }

  const stays = async () => {
    await harness.clock.advance(15_000);
    await harness.untilHealthy();
    expect(harness.status).toMatchObject({ primary: 'orders-0', term: 1 });
  };

  /** The next heartbeat is seconds away. */
  async function afterHeartbeat(): Promise<void> {
    const before = process('orders-0').executed;
    await harness.until(
      'a heartbeat has committed',
      () => !process('orders-0').executed.equals(before),
      10,
    );
  }

  it('has the commit of a client acknowledged by one more', async () => {
    await afterHeartbeat();
    process('orders-1').receiver.held.acknowledgements = true;
    const commit = harness.world.commit('orders-0');
    reattach();
    expect(commit.outcome).toBe('waiting');
    await harness.until('it is told', () => commit.outcome === 'ok', 3);
    await stays();
  });

  it('does not replace the primary for a heartbeat that waits alone', async () => {
    process('orders-1').receiver.held.acknowledgements = true;
    await harness.until(
      'a heartbeat waits',
      () => process('orders-0').semiSync.waitingSessions > 0,
      10,
    );
    reattach();
    await harness.until(
      'it has committed',
      () => process('orders-0').semiSync.waitingSessions === 0,
      3,
    );
    await stays();
  });
});
