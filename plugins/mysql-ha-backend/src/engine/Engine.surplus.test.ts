import { GtidSet } from '../mysql';
import { engineForEachTest } from './__testUtils__/engineForEachTest';

describe('Engine of an asynchronous cluster whose old primary is back with transactions of its own', () => {
  const harness = engineForEachTest();

  beforeEach(() => harness.healthy({ instances: 3, topology: 'Async' }));

  const shown = () =>
    harness.status.instances?.find(({ name }) => name === 'orders-0');

  /**
   * It commits so many rows, and heartbeats, that reach nobody; dies where nobody can read its volume; and is back when
   * another one leads. @returns what it holds alone
   */
  async function isBackWith(rows: number): Promise<GtidSet> {
    const others = ['orders-1', 'orders-2'];
    for (const name of others) {
      const { process } = harness.world.server(name);
      if (process) process.receiver.held.events = true;
    }
    for (let i = 0; i < rows; i++) harness.world.commit('orders-0');
    await harness.clock.advance(11_000);
    const held = harness.executed('orders-0');
    const old = harness.world.server('orders-0');
    old.stopped = true;
    harness.world.crash('orders-0', { restart: false });
    for (const name of others) harness.world.network.cut('orders-0', name);
    await harness.until(
      'another leads',
      () => harness.status.primary !== 'orders-0' && !harness.status.fence,
    );
    harness.world.healNetwork();
    old.stopped = false;
    harness.world.boot(old);
    return held.subtract(harness.executed(harness.status.primary ?? ''));
  }

  it('rebuilds it without asking where these are heartbeats and nothing else, and puts them aside first', async () => {
    const clones = harness.world.clones;
    const alone = await isBackWith(0);
    expect(alone.isEmpty()).toBe(false);
    await harness.until('it is rebuilt', () => harness.world.clones > clones);
    await harness.untilHealthy();
    expect(harness.executed('orders-0').intersect(alone).isEmpty()).toBe(true);
    const [kept] = harness.world.server('orders-0').kept;
    expect(kept.gtids).toBe(alone.toString());
    expect(harness.status.incidents?.[0]).toMatchObject({
      kind: 'Rebuild',
      to: 'orders-0',
      cause: `orders-0 holds heartbeats that the primary does not: ${alone}`,
    });
  });

  it('leaves it to a person where a single one is anything else', async () => {
    const clones = harness.world.clones;
    const alone = await isBackWith(1);
    await harness.clock.advance(90_000);
    expect(harness.executed('orders-0').contains(alone)).toBe(true);
    expect(harness.world.clones).toBe(clones);
    expect(shown()).toMatchObject({ state: 'Diverged' });
    expect(shown()?.message).toContain(
      'clients may have been told that these are committed',
    );
  });

  it('leaves it to a person where nobody can read any more what they are', async () => {
    const clones = harness.world.clones;
    const alone = await isBackWith(0);
    harness.world.server('orders-0').disk.purge();
    await harness.clock.advance(90_000);
    expect(harness.executed('orders-0').contains(alone)).toBe(true);
    expect(harness.world.clones).toBe(clones);
    expect(shown()).toMatchObject({ state: 'Diverged' });
  });
});
