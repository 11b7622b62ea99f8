import { GtidSet } from '../mysql';
import { engineForEachTest } from './__testUtils__/engineForEachTest';

describe('Engine of an asynchronous cluster whose primary can’t start any more', () => {
  const harness = engineForEachTest();

  beforeEach(() => harness.healthy({ instances: 3, topology: 'Async' }));

  /** Its replicas lag, it commits three more transactions, and its mysqld ends for good. @returns all that it held */
  async function die(): Promise<GtidSet> {
    for (const name of ['orders-1', 'orders-2']) {
      const { process } = harness.world.server(name);
      if (process) process.receiver.held.events = true;
    }
    for (let i = 0; i < 3; i++) harness.world.commit('orders-0');
    await harness.clock.advance(2_000);
    const held = harness.executed('orders-0');
    const server = harness.world.server('orders-0');
    server.stopped = true;
    harness.world.crash('orders-0', { restart: false });
    return held;
  }

  const untilAnotherLeads = () =>
    harness.until(
      'another leads',
      () => harness.status.primary !== 'orders-0' && !harness.status.fence,
    );

  const incident = () => harness.status.incidents?.[0];

  it('gets its last commits from its volume, so that nothing is lost', async () => {
    const held = await die();
    await untilAnotherLeads();
    expect(harness.executed(harness.primary).contains(held)).toBe(true);
    expect(incident()).toMatchObject({ kind: 'Failover', transactionsLost: 0 });
    expect(incident()?.lostGtids).toBeUndefined();
    expect(incident()?.evidence.join()).toContain(
      'was read from the binary logs on the volume of orders-0',
    );

    const clones = harness.world.clones;
    const back = harness.world.server('orders-0');
    back.stopped = false;
    harness.world.boot(back);
    await harness.untilHealthy();
    expect(harness.world.clones).toBe(clones);
  });

  it('loses no more than the spec allows: it waits for the volume, or for a person', async () => {
    harness.apply({
      instances: 3,
      topology: 'Async',
      failover: { maxTransactionsBehind: 1 },
    });
    await harness.untilHealthy();
    const held = await die();
    for (const name of ['orders-1', 'orders-2']) {
      harness.world.network.cut('orders-0', name);
    }
    await harness.until(
      'it is tried',
      () => harness.status.fence !== undefined,
    );
    await harness.clock.advance(60_000);
    expect(harness.status.primary).toBe('orders-0');
    harness.world.healNetwork();
    await untilAnotherLeads();
    expect(harness.executed(harness.primary).contains(held)).toBe(true);
    expect(incident()).toMatchObject({ transactionsLost: 0 });
  });

  it('goes on without them when they can’t be had, and says what is lost', async () => {
    const held = await die();
    for (const name of ['orders-1', 'orders-2']) {
      harness.world.network.cut('orders-0', name);
    }
    await untilAnotherLeads();
    const lost = held.subtract(harness.executed(harness.primary));
    expect(lost.isEmpty()).toBe(false);
    expect(incident()?.lostGtids).toBe(lost.toString());
    expect(incident()?.transactionsLost).toBe(lost.count());
    expect(incident()?.steps).toContainEqual(
      expect.objectContaining({
        name: expect.stringContaining('only the volume of orders-0 holds'),
        state: 'Failed',
      }),
    );
  });
  describe('and whose pod finds no node', () => {
    const POD = { apiVersion: 'v1', kind: 'Pod', namespace: 'shop' };

    /** Its volume is on a node that is gone. */
    async function diesForGood(): Promise<GtidSet> {
      const held = await die();
      const pod = harness.server.read({ ...POD, name: 'orders-0' });
      if (pod) harness.server.put({ ...pod, status: { phase: 'Pending' } });
      return held;
    }

    it('is replaced after its time, and what it told last is named as lost', async () => {
      const held = await diesForGood();
      await untilAnotherLeads();
      const lost = held.subtract(harness.executed(harness.primary));
      expect(lost.isEmpty()).toBe(false);
      expect(incident()).toMatchObject({
        transactionsLost: lost.count(),
        lostGtids: lost.toString(),
      });
    });

    it('is not replaced where more would be lost than the spec allows: a person decides', async () => {
      harness.apply({
        instances: 3,
        topology: 'Async',
        failover: { maxTransactionsBehind: 1 },
      });
      await harness.untilHealthy();
      await diesForGood();
      await harness.clock.advance(60_000);
      expect(harness.status.primary).toBe('orders-0');
      expect(harness.condition('Refused')).toMatchObject({
        status: 'True',
        reason: 'DeadPrimaryMayLose',
        message: expect.stringMatching(/lacks at least \d+ transactions/),
      });
    });

    it('is not replaced by an operator that never read it, where the spec bounds the loss', async () => {
      harness.apply({
        instances: 3,
        topology: 'Async',
        failover: { maxTransactionsBehind: 1_000 },
      });
      await harness.untilHealthy();
      await harness.stop();
      await diesForGood();
      await harness.clock.advanceUntil(harness.operator('second'));
      await harness.clock.advance(60_000);
      expect(harness.status.primary).toBe('orders-0');
      expect(harness.condition('Refused')?.message).toContain(
        'This operator never read what it holds',
      );
    });
  });
});
