import { engineForEachTest } from './__testUtils__/engineForEachTest';

/** From a change to the status that tells it, in milliseconds of the virtual clock. */
const SOON_MS = 1_000;
/** At so many moments between two looks each change is tried. */
const MOMENTS = [0, 130, 290, 410, 550, 680, 820, 970];

describe('The status', () => {
  const harness = engineForEachTest();

  beforeEach(() => harness.healthy({ instances: 3 }));

  const process = (name: string) => harness.mysqld(name);

  const stateOf = (instance: string) =>
    harness.status.instances?.find(({ name }) => name === instance)?.state;

  /** How long it takes, in steps of 10 ms. */
  async function tells(holds: () => boolean): Promise<number> {
    const since = harness.clock.now();
    while (!holds()) {
      const waited = harness.clock.now() - since;
      if (waited > 20 * SOON_MS) {
        throw new Error(`not told: ${harness.status.message}`);
      }
      await harness.clock.advance(10);
    }
    return harness.clock.now() - since;
  }

  describe.each(MOMENTS)('%i ms after a look', moment => {
    beforeEach(() => harness.clock.advance(moment));

    it('tells a changed spec within a second', async () => {
      harness.apply({ instances: 3, config: { max_connections: '300' } });
      const { generation } = harness.cluster.metadata;
      expect(
        await tells(() => harness.status.observedGeneration === generation),
      ).toBeLessThanOrEqual(SOON_MS);
    });

    it('tells a replica’s applier that stopped within a second', async () => {
      process('orders-2').applierError = { code: 1062, message: 'duplicate' };
      harness.world.settle();
      expect(
        await tells(() => stateOf('orders-2') !== 'Healthy'),
      ).toBeLessThanOrEqual(SOON_MS);
    });

    it('tells a killed primary within a second', async () => {
      harness.world.crash('orders-0', { restart: false });
      expect(
        await tells(() => harness.status.phase !== 'Healthy'),
      ).toBeLessThanOrEqual(SOON_MS);
    });

    it('tells a new operation within a second', async () => {
      const name = harness.ask({ type: 'Switchover', dryRun: true });
      expect(
        await tells(() => harness.operation(name)?.phase !== undefined),
      ).toBeLessThanOrEqual(SOON_MS);
    });
  });

  it('stands still while a mysqld can’t start, however often that is tried', async () => {
    const server = harness.world.server('orders-2');
    server.unstartable = {
      why: 'no mysqld in the image',
      since: harness.clock.now(),
    };
    harness.world.crash('orders-2', { restart: false });
    await harness.until('it says so', () => stateOf('orders-2') === 'Stopped');
    await harness.clock.advance(20_000);
    const before = harness.kubernetes.requests.length;
    for (let looks = 0; looks < 300; looks++) {
      await harness.clock.advance(100);
      expect(stateOf('orders-2')).toBe('Stopped');
    }
    const written = harness.kubernetes.requests
      .slice(before)
      .filter(request => request.includes('MySQLCluster'));
    expect(written).toEqual([]);
    server.unstartable = undefined;
    harness.world.boot(server);
    await harness.untilHealthy();
  });
});
