import { engineForEachTest } from './__testUtils__/engineForEachTest';

describe('Engine with durability Preferred', () => {
  const harness = engineForEachTest();

  const healthy = (instances: number) =>
    harness.underWrites({ instances, durability: 'Preferred' });

  const dataSafe = () => harness.condition('DataSafe');

  const stopReplicas = () => {
    for (const name of harness.serverNames()) {
      if (name === harness.status.primary) continue;
      harness.world.server(name).stopped = true;
      harness.world.crash(name, { restart: false });
    }
  };

  const startAll = () => {
    for (const name of harness.serverNames()) {
      const server = harness.world.server(name);
      server.stopped = false;
      harness.world.boot(server);
    }
  };

  const untilLowered = () =>
    harness.until(
      'the count is lowered',
      () => harness.status.synchronous?.waitFor === 0,
      20,
    );

  it.each([2, 3, 5])(
    'goes on writing when all replicas of %i instances are gone, says so, and is safe again when they are back',
    async n => {
      await healthy(n);
      const promised = harness.status.synchronous?.waitFor;
      stopReplicas();
      await untilLowered();
      const before = harness.ledger.acknowledged;
      await harness.clock.advance(5_000);
      expect(harness.ledger.acknowledged).toBeGreaterThan(before);
      expect(dataSafe()).toMatchObject({
        status: 'False',
        reason: 'CountLowered',
      });

      startAll();
      await harness.untilHealthy();
      expect(harness.status.synchronous).toMatchObject({ waitFor: promised });
      expect(harness.status.synchronous?.lowestWaitFor).toBeUndefined();
      expect(dataSafe()).toMatchObject({ status: 'True' });
      harness.ledger.stop();
      await harness.clock.advance(5_000);
      for (const name of harness.serverNames()) {
        expect({ [name]: harness.ledger.lostOn(name) }).toEqual({ [name]: [] });
      }
      expect(harness.ledger.violations).toEqual([]);
    },
  );

  it('replaces a killed primary without loss while the count is as promised', async () => {
    await healthy(3);
    harness.world.crash('orders-0');
    await harness.anotherLeads('orders-0');
    expect(harness.status.incidents?.[0]).toMatchObject({ waitedFor: 1 });
    await harness.untilHealthy();
    harness.ledger.stop();
    await harness.clock.advance(5_000);
    for (const name of harness.serverNames()) {
      expect({ [name]: harness.ledger.lostOn(name) }).toEqual({ [name]: [] });
    }
  });

  it('does not replace a primary that is only silent while commits wait for nobody', async () => {
    await healthy(3);
    stopReplicas();
    await untilLowered();
    startAll();
    harness.world.isolate('orders-0');
    await harness.clock.advance(60_000);
    expect(harness.status).toMatchObject({ primary: 'orders-0', term: 1 });
    harness.world.healNetwork();
    await harness.untilHealthy();
    harness.ledger.stop();
    await harness.clock.advance(5_000);
    for (const name of harness.serverNames()) {
      expect({ [name]: harness.ledger.lostOn(name) }).toEqual({ [name]: [] });
    }
  });

  it('leads with fewer when the primary comes back alone', async () => {
    await healthy(3);
    stopReplicas();
    harness.world.crash('orders-0');
    await untilLowered();
    const before = harness.ledger.acknowledged;
    await harness.until(
      'writes commit',
      () => harness.ledger.acknowledged > before + 10,
      60,
    );
    startAll();
    await harness.untilHealthy();
    harness.ledger.stop();
    await harness.clock.advance(5_000);
    for (const name of harness.serverNames()) {
      expect({ [name]: harness.ledger.lostOn(name) }).toEqual({ [name]: [] });
    }
  });

  it('waits for what Required asks as soon as a member is there to give it', async () => {
    await healthy(2);
    stopReplicas();
    await untilLowered();
    harness.apply({ instances: 2, durability: 'Required' });
    await harness.clock.advance(10_000);
    expect(harness.status.synchronous?.waitFor).toBe(0);
    startAll();
    await harness.untilHealthy();
    expect(harness.status.synchronous).toMatchObject({ waitFor: 1 });
    expect(harness.status.synchronous?.lowestWaitFor).toBeUndefined();
  });
});
