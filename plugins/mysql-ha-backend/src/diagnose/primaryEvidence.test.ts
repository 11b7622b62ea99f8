import { GtidSet } from '../mysql';
import {
  SnapshotBuilder,
  snapshotOf,
} from '../observe/__testUtils__/snapshotOf';
import { hearsSource, primaryEvidence } from './primaryEvidence';
import { REPLICATING } from '../observe/__testUtils__/healthy';

describe('hearsSource', () => {
  it.each([
    ['receives and had a heartbeat just now', {}, true],
    ['has a stopped receiver', { receiver: 'OFF' }, false],
    ['tries to connect', { receiver: 'CONNECTING' }, false],
    [
      'is ON, though nothing came for longer than the heartbeat allows (a frozen source)',
      { heartbeatAgeSeconds: 2.5, lastQueuedAgeSeconds: 3 },
      false,
    ],
    [
      'got its last heartbeat 1.4 s ago',
      { heartbeatAgeSeconds: 1.4, lastQueuedAgeSeconds: 30 },
      true,
    ],
    [
      'got nothing for 1.6 s, though its receiver has not given up yet',
      { heartbeatAgeSeconds: 1.6, lastQueuedAgeSeconds: 30 },
      false,
    ],
    [
      'got an event just now and no heartbeat, as under writes',
      { heartbeatAgeSeconds: 60, lastQueuedAgeSeconds: 0.1 },
      true,
    ],
    [
      'connected just now and got nothing yet',
      { heartbeatAgeSeconds: undefined, lastQueuedAgeSeconds: undefined },
      true,
    ],
  ] as const)('a replica that %s', (_, change, hears) => {
    expect(hearsSource({ ...REPLICATING, ...change })).toBe(hears);
  });
});

describe('primaryEvidence', () => {
  it('has nothing against a healthy primary', () => {
    expect(primaryEvidence(snapshotOf(3).taken)).toMatchObject({
      unreachable: false,
      lostBy: [],
      seenBy: ['orders-1', 'orders-2'],
      ended: false,
    });
  });

  it('agrees with the replicas that a killed one is dead', () => {
    expect(primaryEvidence(snapshotOf(3).dead(0).taken)).toMatchObject({
      unreachable: true,
      lostBy: ['orders-1', 'orders-2'],
      seenBy: [],
    });
  });

  it.each([
    ['refused', 1, true],
    ['reset', 1, true],
    ['timeout', 1, false],
    ['timeout', 2, true],
    ['other', 1, false],
    ['denied', 9, false],
    ['offline', 9, false],
  ] as const)(
    'after a probe that ended with «%s» %i times, unreachable is %s',
    (kind, failures, unreachable) => {
      const { taken } = snapshotOf(3).unreachable(0, kind, { failures });
      expect(primaryEvidence(taken).unreachable).toBe(unreachable);
    },
  );

  it.each([
    ['all replicas bear it out', [1, 2], 'timeout', true],
    ['a replica still hears it', [1], 'timeout', false],
    ['nobody bears it out', [], 'timeout', false],
    ['it answered with an error of its own', [1, 2], 'other', false],
  ] as const)(
    'judges a single probe that failed when %s',
    (_, silentTo, kind, unreachable) => {
      const { taken } = silentTo.reduce(
        (builder, ordinal) =>
          builder.replica(ordinal, {
            heartbeatAgeSeconds: 1.8,
            lastQueuedAgeSeconds: 1.8,
          }),
        snapshotOf(3).unreachable(0, kind, { failures: 1 }),
      );
      expect(primaryEvidence(taken).unreachable).toBe(unreachable);
    },
  );

  it('believes no replica that hears somebody else, such as the primary of an earlier term', () => {
    const { taken } = snapshotOf(3).dead(0).replica(2, {
      receiver: 'ON',
      sourceHost: 'orders-1.orders-instances.shop.svc',
    });
    const evidence = primaryEvidence(taken);
    expect(evidence.seenBy).toEqual([]);
    expect(evidence.sentences).toContain(
      'orders-2 follows orders-1.orders-instances.shop.svc instead',
    );
  });

  describe('a replica that still receives, and lacks what the primary held when it last answered', () => {
    const draining = (builder: SnapshotBuilder, ordinal: number) =>
      builder.facts(ordinal, { gtidExecuted: GtidSet.EMPTY }).replica(ordinal, {
        received: GtidSet.EMPTY,
        heartbeatAgeSeconds: 60,
        lastQueuedAgeSeconds: 0.1,
      });
    const lost = (builder: SnapshotBuilder, ordinal: number) =>
      builder.replica(ordinal, {
        heartbeatAgeSeconds: 1.8,
        lastQueuedAgeSeconds: 1.8,
      });
    const silent = (forMs = 1_000) =>
      snapshotOf(3).unreachable(0, 'timeout', { failures: 1, forMs });

    it('says nothing of its life where another one has lost it', () => {
      const { taken } = draining(lost(silent(), 1), 2);
      expect(primaryEvidence(taken)).toMatchObject({
        unreachable: true,
        lostBy: ['orders-1'],
        seenBy: [],
      });
      expect(primaryEvidence(taken).sentences).toContain(
        'orders-2 still receives what it committed before',
      );
    });

    it('is believed where nobody else speaks against the primary', () => {
      const { taken } = draining(draining(silent(), 1), 2);
      expect(primaryEvidence(taken).seenBy).toEqual(['orders-1', 'orders-2']);
    });

    it('is believed while what it lacks may be on its way', () => {
      const { taken } = draining(lost(silent(400), 1), 2);
      expect(primaryEvidence(taken).seenBy).toEqual(['orders-2']);
    });

    it('is believed by an operator that never had an answer of the primary', () => {
      const { taken } = draining(lost(silent(), 1), 2).instance(
        0,
        ({ mysql, ...instance }) => ({
          ...instance,
          mysql: { ...mysql, last: undefined },
        }),
      );
      expect(primaryEvidence(taken).seenBy).toEqual(['orders-2']);
    });

    it('does not outweigh one that holds all and hears it', () => {
      const { taken } = draining(silent(), 2);
      expect(primaryEvidence(taken)).toMatchObject({
        unreachable: false,
        seenBy: ['orders-1', 'orders-2'],
      });
    });
  });

  it('does not ask instances that are no members', () => {
    const { taken } = snapshotOf(2).newcomer().unreachable(0);
    expect(primaryEvidence(taken).seenBy).toEqual(['orders-1']);
  });

  it.each([
    ['its pod is gone', snapshotOf(3).withoutPod(0), true],
    [
      'its pod was made anew and waits for a node',
      snapshotOf(3)
        .withoutPod(0)
        .with({})
        .unreachable(0, 'other', { failures: 1 }),
      true,
    ],
    [
      'its container has ended',
      snapshotOf(3).dead(0).pod(0, { terminated: true }),
      true,
    ],
    [
      'its supervisor has stopped mysqld',
      snapshotOf(3).dead(0).supervisor(0, 'Stopped'),
      true,
    ],
    [
      'its mysqld crashed and is started again',
      snapshotOf(3).dead(0).supervisor(0, 'Crashed'),
      true,
    ],
    [
      'its mysqld is starting after a crash',
      snapshotOf(3).dead(0).supervisor(0, 'Starting'),
      true,
    ],
    [
      'its supervisor was asked before it fell silent',
      snapshotOf(3)
        .dead(0)
        .supervisor(0, 'Starting', undefined, { ageMs: 5_000 }),
      false,
    ],
    [
      'its mysqld runs, as far as its supervisor can tell',
      snapshotOf(3).dead(0).supervisor(0, 'Running'),
      false,
    ],
    [
      'another mysqld runs there by now',
      snapshotOf(3)
        .dead(0)
        .supervisor(0, 'Running', undefined, { startedAnew: true }),
      true,
    ],
    [
      'its mysqld answers us, whatever its supervisor said before',
      snapshotOf(3).supervisor(0, 'Starting'),
      false,
    ],
    [
      'its mysqld is being stopped',
      snapshotOf(3).dead(0).supervisor(0, 'Stopping'),
      false,
    ],
    ['it only does not answer', snapshotOf(3).dead(0), false],
  ])('whether the mysqld that led has ended when %s', (_, builder, proved) => {
    expect(primaryEvidence(builder.taken).ended).toBe(proved);
  });

  it('takes one whose supervisor saw it end for unreachable after a single unlucky probe', () => {
    const { taken } = snapshotOf(3)
      .unreachable(0, 'timeout', { failures: 1 })
      .supervisor(0, 'Starting');
    expect(primaryEvidence(taken)).toMatchObject({
      unreachable: true,
      ended: true,
      seenBy: ['orders-1', 'orders-2'],
    });
  });

  it('takes a pod that has no address for gone, however often it was asked', () => {
    const { taken } = snapshotOf(3)
      .dead(0)
      .unreachable(0, 'other', { failures: 1 })
      .pod(0, { ip: undefined, ready: false });
    expect(primaryEvidence(taken)).toMatchObject({
      unreachable: true,
      ended: true,
    });
  });
});
