import { EngineHarness } from './__testUtils__/EngineHarness';
import { Ledger } from './__testUtils__/Ledger';

// Virtual minutes pass in it; a busy machine needs real seconds for them.
jest.setTimeout(60_000);

describe('Engine with durability Preferred', () => {
  let harness: EngineHarness;
  let ledger: Ledger;

  beforeEach(async () => {
    harness = new EngineHarness();
    await harness.operator();
  });

  afterEach(async () => {
    ledger.stop();
    await harness.stop();
  });

  async function healthy(instances: number): Promise<void> {
    harness.apply({ instances, durability: 'Preferred' });
    await harness.untilHealthy();
    ledger = new Ledger(harness);
    await harness.clock.advance(1_000);
  }

  const dataSafe = () =>
    harness.status.conditions?.find(c => c.type === 'DataSafe');

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
      const before = ledger.acknowledged;
      await harness.clock.advance(5_000);
      expect(ledger.acknowledged).toBeGreaterThan(before);
      expect(dataSafe()).toMatchObject({
        status: 'False',
        reason: 'CountLowered',
      });

      startAll();
      await harness.untilHealthy();
      expect(harness.status.synchronous).toMatchObject({ waitFor: promised });
      expect(harness.status.synchronous?.lowestWaitFor).toBeUndefined();
      expect(dataSafe()).toMatchObject({ status: 'True' });
      ledger.stop();
      await harness.clock.advance(5_000);
      for (const name of harness.serverNames()) {
        expect({ [name]: ledger.lostOn(name) }).toEqual({ [name]: [] });
      }
      expect(ledger.violations).toEqual([]);
    },
  );

  it('replaces a killed primary without loss while the count is as promised', async () => {
    await healthy(3);
    harness.world.crash('orders-0');
    await harness.until(
      'another leads',
      () => harness.status.primary !== 'orders-0',
    );
    expect(harness.status.incidents?.[0]).toMatchObject({ waitedFor: 1 });
    await harness.untilHealthy();
    ledger.stop();
    await harness.clock.advance(5_000);
    for (const name of harness.serverNames()) {
      expect({ [name]: ledger.lostOn(name) }).toEqual({ [name]: [] });
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
    ledger.stop();
    await harness.clock.advance(5_000);
    for (const name of harness.serverNames()) {
      expect({ [name]: ledger.lostOn(name) }).toEqual({ [name]: [] });
    }
  });

  it('leads with fewer when the primary comes back alone', async () => {
    await healthy(3);
    stopReplicas();
    harness.world.crash('orders-0');
    await untilLowered();
    const before = ledger.acknowledged;
    await harness.until(
      'writes commit',
      () => ledger.acknowledged > before + 10,
      60,
    );
    startAll();
    await harness.untilHealthy();
    ledger.stop();
    await harness.clock.advance(5_000);
    for (const name of harness.serverNames()) {
      expect({ [name]: ledger.lostOn(name) }).toEqual({ [name]: [] });
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
