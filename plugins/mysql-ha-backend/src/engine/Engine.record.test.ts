import { EngineHarness } from './__testUtils__/EngineHarness';
import { expectNothingLost } from './__testUtils__/expectNothingLost';
import { Ledger } from './__testUtils__/Ledger';

// Virtual minutes pass in it; a busy machine needs real seconds for them.
jest.setTimeout(60_000);

describe('Engine with a status that is not what it wrote', () => {
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

  const nothingLost = () => expectNothingLost(harness, ledger);

  async function failOver(): Promise<void> {
    const before = harness.status.primary ?? '';
    harness.world.crash(before);
    await harness.until(
      'another leads',
      () => harness.status.primary !== before,
    );
    await harness.untilHealthy();
  }

  it('lets the one lead that takes writes when the whole status is lost', async () => {
    await failOver();
    const { primary, term = 0 } = harness.status;
    harness.overwriteStatus({});
    await harness.until('it is on the record', () => {
      const { status } = harness;
      return status.primary === primary && (status.term ?? 0) > term;
    });
    expect(harness.status.synchronous).toMatchObject({ waitFor: 1 });
    await nothingLost();
    expect(harness.status.primary).toBe(primary);
  });

  it('does not take up the primary of an older status', async () => {
    const old = harness.status;
    await failOver();
    const { primary, term = 0 } = harness.status;
    harness.overwriteStatus(old);
    await harness.until('the record is corrected', () => {
      const { status } = harness;
      return status.primary === primary && (status.term ?? 0) > term;
    });
    await nothingLost();
    expect(harness.status.primary).toBe(primary);
  });

  it('acts on nothing while an instance that may know better is silent, and goes on when it is back', async () => {
    const old = harness.status;
    await failOver();
    const { primary } = harness.status;
    const silent = harness.serverNames().find(name => name !== primary) ?? '';
    harness.world.crash(silent, { restart: false });
    await harness.clock.advance(2_000);
    harness.overwriteStatus(old);
    await harness.until('it says so', () =>
      (harness.status.message ?? '').includes(`before ${silent}`),
    );
    await harness.clock.advance(30_000);
    expect(harness.status.primary).toBe(old.primary);
    harness.world.boot(harness.world.server(silent));
    await nothingLost();
    expect(harness.status.primary).toBe(primary);
  });
});

describe('Engine on a node that is emptied', () => {
  it('hands the role on to another node before anybody is evicted', async () => {
    const harness = new EngineHarness();
    await harness.operator();
    harness.apply({ instances: 3 });
    await harness.untilHealthy();
    const ledger = new Ledger(harness);
    await harness.clock.advance(1_000);
    const before = harness.status.primary;
    harness.cordon('node-1');
    await harness.until(
      'another leads',
      () => harness.status.primary !== before,
      10,
    );
    await harness.untilHealthy();
    expect(harness.status.incidents?.[0]).toMatchObject({
      kind: 'Switchover',
      cause: 'node-1 is being emptied',
      from: before,
    });
    ledger.stop();
    await harness.clock.advance(5_000);
    expect(ledger.violations).toEqual([]);
    await harness.stop();
  });
});
