import { engineForEachTest } from './__testUtils__/engineForEachTest';

describe('Engine with a status that is not what it wrote', () => {
  const harness = engineForEachTest();

  beforeEach(() => harness.underWrites({ instances: 3 }));

  const nothingLost = () => harness.nothingLost();

  async function failOver(): Promise<void> {
    const before = harness.status.primary ?? '';
    harness.world.crash(before);
    await harness.anotherLeads(before);
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

describe('Engine with members in the status that it did not write', () => {
  const harness = engineForEachTest();

  beforeEach(async () => {
    await harness.healthy({ instances: 3 });
    // The copy in MySQL is as new as the record.
    await harness.clock.advance(2_000);
  });

  const whole = () =>
    expect(harness.status.synchronous).toMatchObject({
      members: ['orders-0', 'orders-1', 'orders-2'],
      waitFor: 1,
    });

  /** As kubectl edit --subresource=status would. */
  function edit(synchronous: object | undefined): void {
    const { status } = harness;
    harness.overwriteStatus({
      ...status,
      synchronous: synchronous && { ...status.synchronous, ...synchronous },
    });
  }

  async function whileNobodyRuns(happens: () => void): Promise<void> {
    const stopped = harness.engines[0]?.stop() ?? Promise.resolve();
    await harness.clock.advanceUntil(stopped);
    happens();
    await harness.clock.advance(1_000);
    await harness.clock.advanceUntil(harness.operator('successor'));
  }

  it.each([
    ['a member less', { members: ['orders-0', 'orders-1'] }],
    ['a lower count', { waitFor: 0 }],
    ['a higher count', { waitFor: 2 }],
    ['no record at all', undefined],
  ])('writes again what MySQL says, instead of %s', async (_, change) => {
    const { term = 0 } = harness.status;
    await whileNobodyRuns(() => edit(change));
    await harness.until('it is corrected', () => {
      const { status } = harness;
      return (status.term ?? 0) > term && status.synchronous?.waitFor === 1;
    });
    await harness.untilHealthy();
    whole();
    expect(harness.world.server('orders-0').process?.semiSync.waitFor).toBe(1);
  });

  it('does so too when the status is edited under a running operator', async () => {
    edit({ waitFor: 2 });
    await harness.clock.advance(10_000);
    await harness.untilHealthy();
    whole();
  });

  it('elects nobody with a quorum that somebody made smaller', async () => {
    await whileNobodyRuns(() => {
      edit({ waitFor: 2 });
      harness.world.crash('orders-0', { restart: false });
      harness.world.crash('orders-1', { restart: false });
    });
    await harness.clock.advance(30_000);
    expect(harness.status.primary).toBe('orders-0');
    whole();
    harness.world.boot(harness.world.server('orders-1'));
    await harness.anotherLeads('orders-0', 30);
  });
});

describe('Engine on a node that is emptied', () => {
  const harness = engineForEachTest();

  it('hands the role on to another node before anybody is evicted', async () => {
    await harness.underWrites({ instances: 3 });
    const before = harness.status.primary;
    harness.cordon('node-1');
    await harness.anotherLeads(before, 10);
    await harness.untilHealthy();
    expect(harness.status.incidents?.[0]).toMatchObject({
      kind: 'Switchover',
      cause: 'node-1 is being emptied',
      from: before,
    });
    harness.ledger.stop();
    await harness.clock.advance(5_000);
    expect(harness.ledger.violations).toEqual([]);
  });
});
