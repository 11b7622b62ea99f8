import { OperationStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { MySqlAdapter } from '../mysql';
import { DyingOperator } from './__testUtils__/DyingOperator';
import { engineForEachTest } from './__testUtils__/engineForEachTest';

describe('Operations', () => {
  const harness = engineForEachTest();

  const healthy = (instances: number, more = {}) =>
    harness.underWrites({ instances, ...more });

  const nothingLost = () => harness.nothingLost(5);

  /** Whatever orders-2 is to apply, it does not within the time given. */
  function noCatchingUp(
    mysql: MySqlAdapter,
  ): Pick<MySqlAdapter, 'instance' | 'supervisor' | 'lookOutside'> {
    return {
      supervisor: (...address) => mysql.supervisor(...address),
      lookOutside: source => mysql.lookOutside(source),
      instance: (address, credentials) =>
        new Proxy(mysql.instance(address, credentials), {
          get(target, property) {
            if (
              property === 'waitForApplied' &&
              address.pod === 'orders-2' &&
              harness.status.phase === 'Healthy'
            ) {
              return async (_set: unknown, seconds: number) => {
                await harness.clock.sleep(seconds * 1000);
                throw new Error(`orders-2: not applied within ${seconds} s`);
              };
            }
            const value: unknown = Reflect.get(target, property);
            return typeof value === 'function' ? value.bind(target) : value;
          },
        }),
    };
  }

  const stepsOf = ({ steps = [] }: OperationStatus) =>
    steps.map(({ name }) => name);

  describe('Switchover', () => {
    it('hands over to the target under writes, and keeps its steps with their durations', async () => {
      await healthy(3);
      const status = await harness.askAndWait({
        type: 'Switchover',
        target: 'orders-2',
      });
      expect(status).toMatchObject({
        phase: 'Succeeded',
        message: 'orders-2 is the primary since term 2.',
        requestedBy: 'a client of the Kubernetes API',
      });
      expect(status.plan?.[0]).toBe('Make orders-0 read-only.');
      expect(stepsOf(status)).toEqual(
        expect.arrayContaining([
          'make orders-0 read-only',
          'raise the term and record orders-2',
          'first commit on orders-2',
        ]),
      );
      for (const step of status.steps ?? []) {
        expect(step).toMatchObject({
          state: 'Done',
          durationMs: expect.any(Number),
        });
      }
      expect(harness.status.primary).toBe('orders-2');
      expect(harness.status.incidents?.[0]).toMatchObject({
        kind: 'Switchover',
        from: 'orders-0',
        to: 'orders-2',
        transactionsLost: 0,
      });
      await nothingLost();
    });

    it('sees at once that the new primary dies while the old one is still closed, and opens that one later', async () => {
      await healthy(3);
      const before = harness.status.primary ?? '';
      await harness.askAndWait({ type: 'Switchover', target: 'orders-1' });
      const old = () => harness.world.server(before).process;
      expect(harness.status.primary).toBe('orders-1');
      expect(old()?.offlineMode).toBe(true);
      expect(harness.status.phase).toBe('SwitchingOver');
      harness.world.crash('orders-1', { restart: false });
      await harness.until(
        'another leads, before the old one would have been opened',
        () => ![undefined, 'orders-1'].includes(harness.status.primary),
        1.5,
      );
      harness.world.boot(harness.world.server('orders-1'));
      await harness.untilHealthy();
      expect(old()?.offlineMode).toBe(false);
    });

    it('opens the old primary when two seconds have passed, and serves reads from it', async () => {
      await healthy(3);
      const before = harness.status.primary ?? '';
      await harness.askAndWait({ type: 'Switchover', target: 'orders-1' });
      const closedAt = harness.clock.now();
      expect(harness.served('replicas')).not.toContain(before);
      await harness.until(
        'it serves reads',
        () => harness.served('replicas').includes(before),
        4,
      );
      expect(harness.clock.now() - closedAt).toBeGreaterThanOrEqual(1_500);
      await harness.untilHealthy();
    });

    it('chooses the best replica when none is named', async () => {
      await healthy(3);
      const { phase } = await harness.askAndWait({ type: 'Switchover' });
      expect(phase).toBe('Succeeded');
      expect(harness.status.primary).not.toBe('orders-0');
      await nothingLost();
    });

    it.each([
      ['the primary already', 'orders-0', 'orders-0 is the primary already.'],
      ['unknown', 'orders-7', 'orders-7 is no instance of shop/orders'],
    ])('refuses a target that is %s', async (_, target, message) => {
      await healthy(3);
      const status = await harness.askAndWait({ type: 'Switchover', target });
      expect(status.phase).toBe('Failed');
      expect(status.message).toContain(message);
      expect(status.steps).toBeUndefined();
      expect(harness.status.term).toBe(1);
    });

    it('refuses a target that does not answer', async () => {
      await healthy(3);
      harness.world.crash('orders-2', { restart: false });
      await harness.clock.advance(3_000);
      const status = await harness.askAndWait({
        type: 'Switchover',
        target: 'orders-2',
      });
      expect(status.phase).toBe('Failed');
      expect(status.message).toContain('orders-2 does not answer');
    });

    it('does one at a time, the oldest first, and says whom the others wait for', async () => {
      await healthy(3);
      const first = harness.ask({ type: 'Switchover', target: 'orders-1' });
      const second = harness.ask({ type: 'Switchover', target: 'orders-1' });
      await harness.until(
        'the second has ended',
        () => harness.operation(second)?.completedAt !== undefined,
      );
      expect(harness.operation(first)?.phase).toBe('Succeeded');
      expect(harness.operation(second)).toMatchObject({
        phase: 'Failed',
        message: 'orders-1 is the primary already.',
      });
      expect(harness.status.term).toBe(2);
    });

    it('only plans a dry run', async () => {
      await healthy(3);
      const status = await harness.askAndWait({
        type: 'Switchover',
        target: 'orders-1',
        dryRun: true,
      });
      expect(status.phase).toBe('Succeeded');
      expect(status.message).toContain('nothing was changed');
      expect(status.plan).toContain('Make orders-1 writable.');
      expect(status.steps).toBeUndefined();
      expect(harness.status).toMatchObject({ primary: 'orders-0', term: 1 });
    });

    it('puts everything back within seconds when the target can’t catch up, and says why', async () => {
      await harness.stop();
      harness.begin();
      await harness.operator('slow', mysql => ({
        ...noCatchingUp(mysql),
        close: () => mysql.close(),
      }));
      await healthy(3);
      const startedAt = harness.clock.now();
      const status = await harness.askAndWait({
        type: 'Switchover',
        target: 'orders-2',
      });
      expect(harness.clock.now() - startedAt).toBeLessThan(10_000);
      expect(status.phase).toBe('Failed');
      expect(status.message).toContain(
        'wait until orders-2 holds what orders-0 holds',
      );
      expect(status.message).toContain('put back');
      expect(stepsOf(status).at(-1)).toBe('make orders-0 writable');
      expect(harness.status.primary).toBe('orders-0');
      expect(harness.status.incidents ?? []).toEqual([]);
      await nothingLost();
    });

    it.each(Array.from({ length: 11 }, (_, index) => [index + 1]))(
      'is finished or put back by the next operator when the first one dies at its command %i',
      async command => {
        await harness.stop();
        harness.begin();
        const dying = new DyingOperator();
        const kubernetes = await harness.operator('first', mysql =>
          dying.between(mysql),
        );
        dying.onDeath = () => kubernetes.setReachable(false);
        await healthy(3);
        dying.diesAt(command);
        const name = harness.ask({ type: 'Switchover', target: 'orders-1' });
        await harness.clock.advance(2_000);
        await harness.clock.advanceUntil(harness.operator('second'));
        await harness.until(
          'it has ended',
          () => harness.operation(name)?.completedAt !== undefined,
          180,
        );
        expect(harness.status.primary).toBe(
          harness.operation(name)?.phase === 'Succeeded'
            ? 'orders-1'
            : 'orders-0',
        );
        expect(
          harness.status.incidents?.map(({ kind, to }) => `${kind} ${to}`) ??
            [],
        ).toEqual(
          harness.operation(name)?.phase === 'Succeeded'
            ? ['Switchover orders-1']
            : [],
        );
        await nothingLost();
      },
    );
  });

  describe('Failover', () => {
    it('is refused while the primary answers', async () => {
      await healthy(3);
      for (const force of [false, true]) {
        const status = await harness.askAndWait({
          type: 'Failover',
          force,
          reason: 'a test',
        });
        expect(status.phase).toBe('Failed');
        expect(status.message).toContain('ask for a Switchover');
      }
      expect(harness.status.term).toBe(1);
    });

    it('overrules spec.failover.enabled where nothing can be lost', async () => {
      await healthy(3, { failover: { enabled: false } });
      harness.world.crash('orders-0', { restart: false });
      await harness.clock.advance(10_000);
      expect(harness.status.primary).toBe('orders-0');
      const status = await harness.askAndWait({ type: 'Failover' });
      expect(status.phase).toBe('Succeeded');
      expect(stepsOf(status)).toContain('journal the intent');
      expect(harness.status.primary).not.toBe('orders-0');
      harness.world.boot(harness.world.server('orders-0'));
      await nothingLost();
    });

    async function onlyOneLeft(): Promise<void> {
      await healthy(3);
      harness.world.crash('orders-0', { restart: false });
      harness.world.crash('orders-1', { restart: false });
      await harness.clock.advance(10_000);
      expect(harness.status.primary).toBe('orders-0');
    }

    it('is refused without quorum, and says what is missing and what force would do', async () => {
      await onlyOneLeft();
      const status = await harness.askAndWait({ type: 'Failover' });
      expect(status.phase).toBe('Failed');
      expect(status.message).toContain('only 1 of the 2 members needed');
      expect(status.message).toContain('dryRun: true');
      expect(harness.status.term).toBe(1);
    });

    it('forced, names what it may lose before, and changes nothing in a dry run', async () => {
      await onlyOneLeft();
      const status = await harness.askAndWait({
        type: 'Failover',
        force: true,
        reason: 'two nodes burnt down',
        dryRun: true,
      });
      expect(status.phase).toBe('Succeeded');
      expect(status.plan?.join(' ')).toContain('Make orders-2 writable.');
      expect(status.plan?.join(' ')).toMatch(/is not known, and is lost too/);
      expect(status.plan?.join(' ')).toMatch(/make sure that it is off/);
      expect(status.transactionsAtRisk).toBeDefined();
      expect(harness.status).toMatchObject({ primary: 'orders-0', term: 1 });
      expect(harness.status.fence).toBeUndefined();
    });

    it('forced, lets writes commit again on the one that is left, and records the loss', async () => {
      await onlyOneLeft();
      const status = await harness.askAndWait({
        type: 'Failover',
        force: true,
        reason: 'two nodes burnt down',
      });
      expect(status.phase).toBe('Succeeded');
      expect(harness.status).toMatchObject({
        primary: 'orders-2',
        term: 2,
        synchronous: { members: ['orders-2'], waitFor: 0 },
      });
      await harness.clock.advance(1_000);
      expect(harness.served('primary')).toEqual(['orders-2']);
      const commit = harness.world.commit('orders-2');
      await harness.clock.advance(500);
      expect(commit.outcome).toBe('ok');
      expect(harness.status.incidents?.[0]).toMatchObject({
        kind: 'Failover',
        from: 'orders-0',
        to: 'orders-2',
        waitedFor: 0,
        transactionsLost: expect.any(Number),
      });
      expect(harness.status.incidents?.[0].cause).toContain(
        'two nodes burnt down',
      );
    });
  });

  describe('Rebuild', () => {
    it('fills a replica anew from a current peer and keeps it as an incident', async () => {
      await healthy(3);
      const status = await harness.askAndWait(
        { type: 'Rebuild', target: 'orders-2', reason: 'a suspect disk' },
        300,
      );
      expect(status).toMatchObject({
        phase: 'Succeeded',
        message: 'orders-2 was filled from orders-1 and is a member again.',
      });
      expect(stepsOf(status)).toContain('clone orders-1 to orders-2');
      expect(harness.status.incidents?.[0]).toMatchObject({
        kind: 'Rebuild',
        to: 'orders-2',
        cause: 'a suspect disk',
      });
      await nothingLost();
    });

    it('refuses the primary', async () => {
      await healthy(3);
      const { phase, message } = await harness.askAndWait({
        type: 'Rebuild',
        target: 'orders-0',
      });
      expect(phase).toBe('Failed');
      expect(message).toContain('ask for a Switchover first');
    });

    it('refuses the only replica that each commit waits for', async () => {
      await healthy(2);
      const { phase, message } = await harness.askAndWait({
        type: 'Rebuild',
        target: 'orders-1',
      });
      expect(phase).toBe('Failed');
      expect(message).toContain('set spec.instances to 3 first');
    });
  });

  describe('Restart', () => {
    it('restarts a replica', async () => {
      await healthy(3);
      const uid = podUid('orders-1');
      const status = await harness.askAndWait({
        type: 'Restart',
        target: 'orders-1',
      });
      expect(status.phase).toBe('Succeeded');
      expect(podUid('orders-1')).not.toBe(uid);
      expect(harness.status.primary).toBe('orders-0');
      await nothingLost();
    });

    it('lets a primary hand over first', async () => {
      await healthy(3);
      const uid = podUid('orders-0');
      const status = await harness.askAndWait({
        type: 'Restart',
        target: 'orders-0',
      });
      expect(status.phase).toBe('Succeeded');
      expect(stepsOf(status)).toEqual(
        expect.arrayContaining([
          'make orders-0 read-only',
          'restart pod orders-0',
        ]),
      );
      expect(podUid('orders-0')).not.toBe(uid);
      expect(harness.status.primary).not.toBe('orders-0');
      await nothingLost();
    });

    it('restarts the only instance plainly', async () => {
      await healthy(1, { topology: 'Single' });
      const uid = podUid('orders-0');
      const status = await harness.askAndWait({
        type: 'Restart',
        target: 'orders-0',
      });
      expect(status.phase).toBe('Succeeded');
      expect(podUid('orders-0')).not.toBe(uid);
      expect(harness.status.incidents?.[0]?.kind).toBe('ColdStart');
    });

    function podUid(name: string): string | undefined {
      return harness.server.read({
        apiVersion: 'v1',
        kind: 'Pod',
        namespace: 'shop',
        name,
      })?.metadata.uid;
    }
  });

  describe('Fence', () => {
    const offline = (name: string) =>
      harness.world.server(name).process?.offlineMode;

    it('closes a replica to clients through restarts of it and of the operator, until Unfence', async () => {
      await healthy(3);
      await harness.askAndWait({ type: 'Fence', target: 'orders-1' });
      expect(harness.status.fencedInstances).toMatchObject([
        { name: 'orders-1' },
      ]);
      expect(offline('orders-1')).toBe(true);
      await harness.clock.advance(3_000);
      expect(harness.served('replicas')).toEqual(['orders-2']);

      await harness.stop();
      harness.engines.length = 0;
      harness.world.crash('orders-1');
      await harness.clock.advanceUntil(harness.operator('second'));
      await harness.until(
        'it is closed again',
        () => offline('orders-1') === true,
      );
      await harness.clock.advance(20_000);
      expect(offline('orders-1')).toBe(true);

      const { phase } = await harness.askAndWait({
        type: 'Unfence',
        target: 'orders-1',
      });
      expect(phase).toBe('Succeeded');
      expect(harness.status.fencedInstances).toBeUndefined();
      await nothingLost();
    });

    it('stops writes on purpose when it closes the primary, and nobody takes its place', async () => {
      await healthy(3);
      const { phase, plan } = await harness.askAndWait({
        type: 'Fence',
        target: 'orders-0',
      });
      expect(phase).toBe('Succeeded');
      expect(plan?.join(' ')).toContain('nobody takes its place');
      expect(harness.served('primary')).toEqual([]);
      harness.world.crash('orders-0');
      await harness.clock.advance(60_000);
      expect(harness.status).toMatchObject({
        primary: 'orders-0',
        term: 1,
        phase: 'WaitingForUser',
      });
      await harness.askAndWait({ type: 'Unfence', target: 'orders-0' });
      await nothingLost();
    });
  });

  it('answers on a cluster that does not exist', async () => {
    const status = await harness.askAndWait({
      clusterName: 'users',
      type: 'Switchover',
    });
    expect(status.phase).toBe('Failed');
    expect(status.message).toContain('There is no MySQLCluster users');
  });

  it.each([
    ['paused', { paused: true }, 'spec.paused'],
    ['hibernated', { hibernate: true }, 'spec.hibernate'],
  ])('refuses on a cluster that is %s', async (_, spec, message) => {
    await healthy(3);
    harness.apply({ instances: 3, ...spec });
    await harness.clock.advance(20_000);
    const status = await harness.askAndWait({ type: 'Switchover' });
    expect(status.phase).toBe('Failed');
    expect(status.message).toContain(message);
  });

  it('goes with its cluster', async () => {
    await healthy(3);
    const name = harness.ask({ type: 'Rebuild', target: 'orders-1' });
    await harness.clock.advance(3_000);
    harness.server.delete(
      {
        apiVersion: 'mysqlha.dev/v1alpha1',
        kind: 'MySQLCluster',
        namespace: 'shop',
        name: 'orders',
      },
      {},
    );
    await harness.clock.advance(5_000);
    expect(harness.operation(name)).toBeUndefined();
  });

  it('keeps the newest 20', async () => {
    await healthy(1);
    const names: string[] = [];
    for (let i = 0; i < 23; i++) {
      names.push(harness.ask({ type: 'Switchover' }));
      await harness.clock.advance(1_000);
    }
    await harness.until(
      'the oldest are gone',
      () =>
        names.filter(name => harness.operation(name)).length === 20 &&
        harness.operation(names[22])?.completedAt !== undefined,
      60,
    );
    expect(harness.operation(names[0])).toBeUndefined();
    expect(harness.operation(names[22])?.phase).toBe('Failed');
  });
});
