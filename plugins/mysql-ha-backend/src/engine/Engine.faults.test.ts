import { engineForEachTest } from './__testUtils__/engineForEachTest';

describe('Engine under faults', () => {
  const harness = engineForEachTest();

  const healthy = (instances: number) => harness.underWrites({ instances });

  const nothingLost = () => harness.nothingLost();

  const killPrimary = () => harness.world.crash(harness.status.primary ?? '');

  it.each([2, 3, 4, 5])(
    'loses nothing when the primary of %i instances is killed',
    async n => {
      await healthy(n);
      const before = harness.status.primary;
      killPrimary();
      await harness.anotherLeads(before);
      await nothingLost();
    },
  );

  it('takes the supervisor’s word for a death that a busy replica does not see', async () => {
    await healthy(3);
    const before = harness.status.primary ?? '';
    const busy = harness.world.server('orders-2').process;
    if (busy) busy.receiver.held.loss = true;
    harness.world.crash(before, { restart: false });
    await harness.anotherLeads(before, 3);
    if (busy) busy.receiver.held.loss = false;
    harness.world.boot(harness.world.server(before));
    await nothingLost();
    expect(harness.status.incidents?.[0].evidence).toEqual(
      expect.arrayContaining([
        'orders-2 still hears it',
        expect.stringContaining('its supervisor says that mysqld'),
      ]),
    );
  });

  it('restarts a replica whose channel was left half made', async () => {
    await healthy(3);
    const process = harness.world.server('orders-2').process;
    if (process) {
      process.applierError = {
        code: 13_124,
        message: 'Replica failed to initialize applier metadata structure',
      };
    }
    await harness.clock.advance(20_000);
    expect(harness.world.server('orders-2').process).not.toBe(process);
    await nothingLost();
    expect(harness.status.phase).toBe('Healthy');
  });

  it('survives a primary whose pod is deleted', async () => {
    await healthy(3);
    harness.deletePod(harness.status.primary ?? '');
    await harness.clock.advance(1_000);
    await nothingLost();
  });

  it('survives a frozen primary, which is no longer writable when it wakes up', async () => {
    await healthy(3);
    const before = harness.status.primary ?? '';
    harness.world.freeze(before);
    await harness.anotherLeads(before);
    harness.world.thaw(before);
    await nothingLost();
  });

  it('replaces a frozen primary soon, though a replica that is behind still receives what it sent before', async () => {
    await healthy(3);
    const before = harness.status.primary ?? '';
    const held = harness.world.server('orders-2').process?.receiver.held;
    if (!held) throw new Error('orders-2 runs no mysqld');
    held.events = true;
    await harness.clock.advance(2_000);
    held.loss = true;
    harness.world.freeze(before);
    await harness.anotherLeads(before, 4);
    held.events = false;
    held.loss = false;
    harness.world.thaw(before);
    await nothingLost();
    const failover = harness.status.incidents?.find(
      ({ kind }) => kind === 'Failover',
    );
    expect(failover?.evidence).toEqual(
      expect.arrayContaining([
        'orders-2 still receives what it committed before',
        'orders-1 has lost it (receiver ON)',
      ]),
    );
  });

  it('survives a primary that is cut off from everybody', async () => {
    await healthy(3);
    const before = harness.status.primary ?? '';
    harness.world.isolate(before);
    await harness.anotherLeads(before);
    harness.world.healNetwork();
    await nothingLost();
  });

  it('replaces a second primary although the first is back with a commit of its own', async () => {
    await healthy(3);
    const hold = (events: boolean) => {
      for (const name of ['orders-1', 'orders-2']) {
        const { process } = harness.world.server(name);
        if (process) process.receiver.held.events = events;
      }
    };
    hold(true);
    harness.world.commit('orders-0');
    harness.world.crash('orders-0', { restart: false });
    hold(false);
    await harness.until(
      'another leads',
      () => harness.status.primary !== 'orders-0' && !harness.status.fence,
    );
    const second = harness.status.primary ?? '';
    harness.world.isolate(second);
    harness.world.boot(harness.world.server('orders-0'));
    await harness.until(
      'the third leads',
      () => ![second, 'orders-0'].includes(harness.status.primary ?? ''),
    );
    harness.world.healNetwork();
    await nothingLost();
  });

  it('lets a primary vote that fenced itself, when nobody can be elected without it', async () => {
    await healthy(3);
    harness.world.isolate('orders-0');
    harness.world.crash('orders-1', { restart: false });
    const { status } = harness;
    harness.overwriteStatus({
      ...status,
      fence: {
        term: status.term,
        since: new Date(harness.clock.now()).toISOString(),
        reason: 'orders-0 is dead',
      },
    });
    await harness.clock.advance(5_000);
    expect(harness.world.server('orders-0').selfFenced).toBe(true);
    expect(harness.status.fence).toBeDefined();
    harness.world.healNetwork();
    await harness.until(
      'the fence is lifted',
      () => harness.status.fence === undefined,
    );
    harness.world.boot(harness.world.server('orders-1'));
    await nothingLost();
  });

  it('fills an instance whose command connection was lost unnoticed', async () => {
    await healthy(2);
    harness.world.isolate('orders-1');
    harness.world.crash('orders-1');
    harness.world.server('orders-1').disk.wipe();
    const { clones } = harness.world;
    await harness.clock.advance(2_000);
    harness.world.healNetwork();
    await harness.until('it is filled', () => harness.world.clones > clones);
    await nothingLost();
  });

  it('does nothing while only the operator can’t reach the primary', async () => {
    await healthy(3);
    const before = harness.status.primary ?? '';
    harness.world.network.cut('operator', before);
    await harness.clock.advance(20_000);
    expect(harness.status).toMatchObject({ primary: before, term: 1 });
    harness.world.healNetwork();
    await nothingLost();
  });

  it('comes back from a full outage without losing anything', async () => {
    await healthy(3);
    for (const name of harness.serverNames()) harness.world.crash(name);
    await harness.clock.advance(2_000);
    await nothingLost();
  });

  it('fills a replica again whose volume was lost', async () => {
    await healthy(3);
    harness.world.crash('orders-2');
    harness.world.server('orders-2').disk.wipe();
    await harness.clock.advance(5_000);
    await nothingLost();
  });

  it('never lets a primary lead that came back with an empty volume', async () => {
    await healthy(3);
    harness.world.crash('orders-0');
    harness.world.server('orders-0').disk.wipe();
    await harness.anotherLeads('orders-0');
    await nothingLost();
  });

  it('adds no member while the primary has lost its data', async () => {
    await healthy(2);
    harness.world.freeze('orders-1');
    harness.apply({ instances: 3 });
    harness.world.crash('orders-0');
    harness.world.server('orders-0').disk.wipe();
    await harness.clock.advance(20_000);
    expect(harness.status.synchronous?.members).toEqual([
      'orders-0',
      'orders-1',
    ]);
    harness.world.thaw('orders-1');
    await nothingLost();
  });

  it('scales 1 → 3 → 5 → 2 under writes', async () => {
    await healthy(1);
    for (const instances of [3, 5, 2]) {
      harness.apply({ instances });
      await harness.untilHealthy();
    }
    await nothingLost();
  });

  it('closes a replica that somebody made writable', async () => {
    await healthy(3);
    const process = harness.world.server('orders-1').process;
    process?.makeWritable();
    await harness.until(
      'it is read-only again',
      () => process?.superReadOnly ?? false,
      5,
    );
    harness.ledger.violations.length = 0;
    await nothingLost();
  });

  it('puts semi-sync back when somebody turned it off', async () => {
    await healthy(3);
    harness.world.server('orders-0').process?.semiSync.disable();
    await harness.until(
      'it is on again',
      () => harness.world.server('orders-0').process?.semiSync.enabled ?? false,
      5,
    );
    await nothingLost();
  });

  it('keeps an asynchronous primary that was killed, as it holds the newest commits', async () => {
    await harness.underWrites({ topology: 'Async', instances: 2 });
    killPrimary();
    await harness.clock.advance(5_000);
    expect(harness.status.primary).toBe('orders-0');
    await nothingLost();
  });

  it('hands over to a second operator when the first one dies', async () => {
    const second = harness.operator('second');
    await harness.clock.advanceUntil(second);
    await healthy(3);
    const [first] = harness.engines;
    await harness.clock.advanceUntil(first.stop());
    harness.engines.shift();
    harness.world.crash('orders-0', { restart: false });
    await harness.anotherLeads('orders-0');
    harness.world.boot(harness.world.server('orders-0'));
    await nothingLost();
  });
});
