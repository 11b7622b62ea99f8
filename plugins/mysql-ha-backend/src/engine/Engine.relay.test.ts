import { ClusterSpecInput } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { engineForEachTest } from './__testUtils__/engineForEachTest';

describe('Engine with a relay', () => {
  const harness = engineForEachTest();
  const spec: ClusterSpecInput = {
    instances: 4,
    relay: { instance: 'orders-1', below: ['orders-2', 'orders-3'] },
  };

  const sources = () =>
    harness.status.instances?.map(i => i.source ?? '').join(' ');

  const untilSources = (expected: string, seconds = 120) =>
    harness.until(
      `the sources are ${expected}`,
      () =>
        sources() ===
        expected.replace(/-|\d/g, o => (o === '-' ? '' : `orders-${o}`)),
      seconds,
    );

  const members = () => harness.status.synchronous?.members.join(' ');

  async function relayed(wanted = spec): Promise<void> {
    await harness.healthy(wanted);
    harness.write();
    await untilSources('- 0 1 1');
    await harness.untilHealthy();
  }

  async function nothingLost(): Promise<void> {
    harness.ledger.stop();
    await harness.clock.advance(5_000);
    for (const name of harness.serverNames()) {
      expect({ [name]: harness.ledger.lostOn(name) }).toEqual({ [name]: [] });
    }
    expect(harness.ledger.violations).toEqual([]);
    expect(harness.ledger.acknowledged).toBeGreaterThan(10);
  }

  it('relieves the primary: only who follows it counts', async () => {
    await relayed();
    expect(members()).toBe('orders-0 orders-1');
    expect(harness.status.synchronous?.waitFor).toBe(1);
    expect(harness.status.instances?.map(i => i.role)).toEqual([
      'Primary',
      'Relay',
      'Replica',
      'Replica',
    ]);
    for (const name of ['orders-2', 'orders-3']) {
      expect(harness.world.server(name).process?.semiSyncReplicaEnabled).toBe(
        false,
      );
    }
    await nothingLost();
  });

  it('points what stood below a dead relay at the primary, and back when it has returned', async () => {
    await relayed();
    harness.world.server('orders-1').stopped = true;
    harness.world.crash('orders-1', { restart: false });
    await untilSources('-  0 0', 30);
    // Who follows the primary itself counts, so that writes go on.
    await harness.until(
      'they are members',
      () => members() === 'orders-0 orders-1 orders-2 orders-3',
    );
    const before = harness.ledger.acknowledged;
    await harness.clock.advance(3_000);
    expect(harness.ledger.acknowledged).toBeGreaterThan(before + 10);

    const relay = harness.world.server('orders-1');
    relay.stopped = false;
    harness.world.boot(relay);
    await untilSources('- 0 1 1');
    await harness.untilHealthy();
    expect(members()).toBe('orders-0 orders-1');
    await nothingLost();
  });

  it('lets the relay lead when the primary dies, and what stood below it counts', async () => {
    await relayed();
    harness.world.server('orders-0').stopped = true;
    harness.world.crash('orders-0', { restart: false });
    await harness.until(
      'the relay leads',
      () => harness.status.primary === 'orders-1',
      30,
    );
    await harness.until(
      'those below count',
      () => members() === 'orders-0 orders-1 orders-2 orders-3',
    );
    harness.world.server('orders-0').stopped = false;
    harness.world.boot(harness.world.server('orders-0'));
    await harness.untilHealthy();
    expect(sources()).toBe('orders-1  orders-1 orders-1');
    await nothingLost();
  });

  it('keeps a chain, and closes a gap in it', async () => {
    await relayed({
      instances: 4,
      relay: { instance: 'orders-1', below: ['orders-2', 'orders-3'] },
    });
    harness.apply({
      instances: 4,
      relay: {
        instance: 'orders-1',
        below: ['orders-2'],
        further: [{ instance: 'orders-2', below: ['orders-3'] }],
      },
    });
    await untilSources('- 0 1 2');
    harness.world.server('orders-2').stopped = true;
    harness.world.crash('orders-2', { restart: false });
    await harness.until(
      'orders-3 follows the next relay above',
      () => harness.status.instances?.[3].source === 'orders-1',
      30,
    );
    harness.world.server('orders-2').stopped = false;
    harness.world.boot(harness.world.server('orders-2'));
    await untilSources('- 0 1 2');
    await harness.untilHealthy();
    await nothingLost();
  });

  it('goes back to following the primary when the relay is taken out of the spec', async () => {
    await relayed();
    harness.apply({ instances: 4, relay: null });
    await harness.untilHealthy();
    expect(sources()).toBe(' orders-0 orders-0 orders-0');
    expect(members()).toBe('orders-0 orders-1 orders-2 orders-3');
    await nothingLost();
  });
});
