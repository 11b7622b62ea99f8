import { EngineHarness } from './__testUtils__/EngineHarness';
import { expectNothingLost } from './__testUtils__/expectNothingLost';
import { Ledger } from './__testUtils__/Ledger';

// Virtual minutes pass in it; a busy machine needs real seconds for them.
jest.setTimeout(120_000);

describe('The Service for reads', () => {
  let harness: EngineHarness;
  let ledger: Ledger;

  beforeEach(async () => {
    harness = new EngineHarness();
    await harness.operator();
    harness.apply({ instances: 3 });
    await harness.untilHealthy();
    ledger = new Ledger(harness);
    await harness.clock.advance(1_000);
  });

  afterEach(async () => {
    ledger.stop();
    await harness.stop();
  });

  const process = (name: string) => {
    const { process: running } = harness.world.server(name);
    if (!running) throw new Error(`${name} does not run`);
    return running;
  };

  const shown = (instance: string) =>
    harness.status.instances?.find(({ name }) => name === instance);

  it('gets a replica that was away for long only when it holds what it missed', async () => {
    harness.world.crash('orders-2', { restart: false });
    await harness.until(
      'it serves no reads',
      () => !harness.served('replicas').includes('orders-2'),
    );
    await harness.clock.advance(20_000);
    harness.world.boot(harness.world.server('orders-2'));
    // Connected, and nothing has arrived yet: it knows of nothing that it lacks.
    process('orders-2').receiver.held.events = true;
    await harness.until(
      'it is connected',
      () => process('orders-2').receiver.state === 'ON',
    );
    for (let looks = 0; looks < 50; looks++) {
      await harness.clock.advance(100);
      expect(harness.served('replicas')).toEqual(['orders-1']);
      expect(shown('orders-2')?.state).not.toBe('Healthy');
    }
    await harness.until(
      'it says so',
      () => shown('orders-2')?.state === 'Lagging',
    );
    expect(shown('orders-2')?.lagSeconds).toBeGreaterThanOrEqual(10);
    process('orders-2').receiver.held.events = false;
    harness.world.settle();
    await harness.until('it serves reads', () =>
      harness.served('replicas').includes('orders-2'),
    );
    await expectNothingLost(harness, ledger);
  });

  it('keeps a replica that only restarts', async () => {
    harness.world.crash('orders-2');
    await harness.clock.advance(1_500);
    await harness.until(
      'it serves reads',
      () => harness.served('replicas').includes('orders-2'),
      10,
    );
    await expectNothingLost(harness, ledger);
  });
});
