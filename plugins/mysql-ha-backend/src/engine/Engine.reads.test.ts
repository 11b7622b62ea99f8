import { engineForEachTest } from './__testUtils__/engineForEachTest';

describe('The Service for reads', () => {
  const harness = engineForEachTest();

  beforeEach(() => harness.underWrites({ instances: 3 }));

  const process = (name: string) => harness.mysqld(name);

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
    await harness.nothingLost();
  });

  it('keeps a replica that only restarts', async () => {
    harness.world.crash('orders-2');
    await harness.clock.advance(1_500);
    await harness.until(
      'it serves reads',
      () => harness.served('replicas').includes('orders-2'),
      10,
    );
    await harness.nothingLost();
  });

  it.each([
    ['all pods are made anew', (name: string) => harness.deletePod(name)],
    ['all mysqlds are killed', (name: string) => harness.world.crash(name)],
  ])(
    'never gets an old primary that holds what no replica has, when %s',
    async (_, end) => {
      for (const name of ['orders-1', 'orders-2']) {
        process(name).receiver.held.events = true;
      }
      await harness.clock.advance(500);
      for (const name of ['orders-0', 'orders-1', 'orders-2']) end(name);
      let readAt = 0;
      for (let looks = 0; looks < 200; looks++) {
        await harness.clock.advance(50);
        const isBack =
          harness.status.primary === 'orders-0' &&
          harness.world.server('orders-0').process?.superReadOnly;
        if (isBack && harness.served('replicas').includes('orders-0')) readAt++;
      }
      expect(readAt).toBe(0);
      await harness.nothingLost();
    },
  );
});
