import { engineForEachTest } from './__testUtils__/engineForEachTest';

describe('Scheduled events', () => {
  const harness = engineForEachTest();

  beforeEach(() => harness.underWrites({ instances: 3 }));

  /** CREATE EVENT or ALTER EVENT, by the application. */
  function alter(name: string, enabled: boolean): void {
    harness.world.commit(harness.status.primary ?? '', {
      change: {
        kind: 'event',
        event: { schema: 'shop', name, definer: 'shop@%', enabled },
      },
    });
  }

  const events = (server: string) =>
    Object.fromEntries(
      harness.world
        .server(server)
        .disk.events.list(harness.clock.now())
        .map(event => [event.name, `${event.status} by ${event.definer}`]),
    );

  /** Servers on which events would run now. */
  const running = () =>
    harness
      .serverNames()
      .filter(name => harness.world.server(name).process?.schedulesEvents);

  const off = () =>
    harness.status.instances?.find(
      ({ name }) => name === harness.status.primary,
    )?.message ?? '';

  async function anotherLeads(): Promise<string> {
    const before = harness.status.primary;
    await harness.until(
      'another leads',
      () => harness.status.primary !== before && !harness.status.fence,
    );
    return harness.status.primary ?? '';
  }

  it('run on the primary alone', async () => {
    await harness.until('the scheduler runs', () => running().length > 0);
    expect(running()).toEqual(['orders-0']);
  });

  it('go on after a failover as their owner left them, with their definers', async () => {
    alter('nightly', true);
    alter('paused', true);
    await harness.clock.advance(3_000);
    alter('paused', false);
    await harness.clock.advance(5_000);
    harness.world.crash('orders-0');
    const primary = await anotherLeads();
    await harness.untilHealthy();
    await harness.until(
      'they are as they were',
      () => events(primary).nightly === 'ENABLED by shop@%',
    );
    await harness.until('the scheduler runs', () => running().length > 0);
    expect(events(primary).paused).toBe('DISABLED by shop@%');
    expect(running()).toEqual([primary]);
    // MySQL disables them on the old primary too, as soon as it follows.
    await harness.until(
      'not on the old primary',
      () => events('orders-0').nightly === 'REPLICA_SIDE_DISABLED by shop@%',
    );
    await harness.nothingLost();
    expect(off()).toBe('');
  });

  it('go on after a switchover, and the old primary runs none', async () => {
    alter('nightly', true);
    await harness.clock.advance(5_000);
    await harness.askAndWait({ type: 'Switchover', target: 'orders-1' });
    await harness.until(
      'they run there',
      () =>
        events('orders-1').nightly === 'ENABLED by shop@%' &&
        running().join() === 'orders-1',
    );
    const changes = harness.world.server('orders-1').disk.logged.count();
    await harness.clock.advance(4_000);
    harness.ledger.stop();
    await harness.clock.advance(60_000);
    // Heartbeats alone: nothing is enabled twice.
    const after = harness.world.server('orders-1').disk.logged.count();
    expect(after - changes).toBeLessThan(100);
    await harness.nothingLost();
  });

  it('that changed in the last moment are named, until the old primary tells', async () => {
    alter('nightly', true);
    harness.world.crash('orders-0', { restart: false });
    const primary = await anotherLeads();
    await harness.until('they are named', () =>
      off().includes('shop.nightly is to run'),
    );
    expect(events(primary).nightly).toContain('REPLICA_SIDE_DISABLED');
    harness.world.boot(harness.world.server('orders-0'));
    await harness.until(
      'it is enabled',
      () => events(primary).nightly === 'ENABLED by shop@%',
    );
    await harness.nothingLost();
    expect(off()).toBe('');
  });

  it('run again on a primary that mysqld’s end left without a scheduler', async () => {
    await harness.until('the scheduler runs', () => running().length > 0);
    const { process } = harness.world.server('orders-0');
    if (process) process.schedulesEvents = false;
    await harness.until('it runs again', () => running().length > 0, 5);
    expect(running()).toEqual(['orders-0']);
  });

  it('run nowhere where spec.config says so', async () => {
    await harness.until('the scheduler runs', () => running().length > 0);
    harness.apply({ instances: 3, config: { event_scheduler: 'OFF' } });
    await harness.until('it has ended', () => running().length === 0);
    await harness.untilHealthy();
    await harness.clock.advance(10_000);
    expect(running()).toEqual([]);
  });
});
