import { diagnose } from '../diagnose';
import { gtids } from '../observe/__testUtils__/gtids';
import { snapshotOf, TAKEN_AT } from '../observe/__testUtils__/snapshotOf';
import { stoppedForExchange as exchange } from '../observe/__testUtils__/stoppedForExchange';
import { composeStatus, StatusInput } from './composeStatus';

type Builder = ReturnType<typeof snapshotOf>;

const ENDPOINTS = {
  primary: 'orders-primary.shop.svc:3306',
  replicas: 'orders-replicas.shop.svc:3306',
};

/** The status of a cluster that was healthy before. */
const composed = (builder: Builder, change: Partial<StatusInput> = {}) =>
  composeStatus({
    snapshot: builder.taken,
    findings: diagnose(builder.taken),
    refusals: [],
    previous: { phase: 'Healthy', endpoints: ENDPOINTS },
    generation: 7,
    paused: builder.taken.spec.paused,
    appUserReady: true,
    podTemplateVersion: 1,
    ...change,
  });

describe('composeStatus', () => {
  it('says that a cluster which waits for its first data is restored', () => {
    const message = 'The first data of orders are restored.';
    const waiting = snapshotOf(3)
      .neverBootstrapped()
      .with({ awaitedData: { message } });
    expect(composed(waiting, { previous: {} })).toMatchObject({
      ...{ phase: 'Restoring', message },
    });
  });

  it.each([
    ['healthy', snapshotOf(3), 'Healthy'],
    [
      'with a stopped replica',
      snapshotOf(3).replica(1, { receiver: 'OFF' }),
      'Degraded',
    ],
    ['with a dead primary', snapshotOf(3).dead(0), 'Degraded'],
    [
      'with a fence',
      snapshotOf(3).dead(0).fenced().stopped(1, 2),
      'FailingOver',
    ],
    [
      'with a fence and no quorum',
      snapshotOf(3).dead(0).fenced().unreachable(1).stopped(2),
      'WaitingForUser',
    ],
    [
      'with a dead primary and no quorum',
      snapshotOf(3).dead(0).unreachable(1),
      'WaitingForUser',
    ],
    ['hibernated', snapshotOf(3).spec({ hibernate: true }), 'Hibernated'],
    [
      'that is held down for restored data',
      snapshotOf(3).spec({ hibernate: true }).recorded({ exchange }),
      'Restoring',
    ],
    [
      'whose replicas are filled with restored data',
      snapshotOf(3)
        .unreachable(1)
        .recorded({ exchange: { ...exchange, stage: 'Following' } }),
      'Restoring',
    ],
  ])('a cluster %s is %s', (_, builder, phase) => {
    expect(composed(builder).phase).toBe(phase);
  });

  it('is Creating until it was healthy once', () => {
    const { phase, endpoints } = composed(snapshotOf(3).neverBootstrapped(), {
      previous: {},
    });
    expect({ phase, endpoints }).toEqual({
      phase: 'Creating',
      endpoints: undefined,
    });
  });

  it('shows endpoints from the first write on, and for good', () => {
    expect(composed(snapshotOf(3), { previous: {} }).endpoints).toEqual(
      ENDPOINTS,
    );
    expect(composed(snapshotOf(3).dead(0)).endpoints).toEqual(ENDPOINTS);
  });

  it('says in a sentence that all is well', () => {
    expect(composed(snapshotOf(3)).message).toBe(
      'Writes commit. Each commit is on the primary and 1 replica before it is acknowledged.',
    );
  });

  it('speaks of the gravest finding, with what a person can do', () => {
    const { message } = composed(
      snapshotOf(3)
        .replica(1, { lagSeconds: 60 })
        .replica(2, {
          applierOn: false,
          applierError: { code: 1594, message: 'Relay log read failure' },
        }),
    );
    expect(message).toMatch(/^orders-2 can’t apply .* Next: Rebuild it/);
  });

  it('says that it is paused', () => {
    expect(composed(snapshotOf(3).spec({ paused: true })).message).toMatch(
      /^Paused: the engine looks and does nothing\. Writes commit\./,
    );
  });

  it.each([
    ['all', snapshotOf(3), 3, '3/3'],
    ['all but one', snapshotOf(3).unreachable(2), 2, '2/3'],
    [
      'not those that nobody wants any more',
      snapshotOf(4).scaledTo(3),
      3,
      '3/3',
    ],
    ['none when hibernated', snapshotOf(3).spec({ hibernate: true }), 0, '0/0'],
  ])('counts instances that serve: %s', (_, builder, ready, column) => {
    const status = composed(builder);
    expect([status.readyInstances, status.ready]).toEqual([ready, column]);
  });

  it('shows the largest lag of the replicas', () => {
    const { lagSeconds } = composed(
      snapshotOf(3)
        .replica(1, { lagSeconds: 2.34 })
        .replica(2, { lagSeconds: 0.5 }),
    );
    expect(lagSeconds).toBe(2.3);
  });

  it('dates a condition by when it last changed', () => {
    const before = composed(snapshotOf(3));
    const earlier = '2025-12-24T00:00:00.000Z';
    const previous = {
      ...before,
      conditions: before.conditions.map(c => ({
        ...c,
        lastTransitionTime: earlier,
      })),
    };
    const after = composed(snapshotOf(3).replica(1, { receiver: 'OFF' }), {
      previous,
    });
    const at = (type: string) =>
      after.conditions.find(c => c.type === type)?.lastTransitionTime;
    expect(at('PrimaryAvailable')).toBe(earlier);
    expect(at('Replicating')).toBe(new Date(TAKEN_AT).toISOString());
  });

  it.each([
    [0, 'Primary', 'Healthy', snapshotOf(3)],
    [1, 'Replica', 'Healthy', snapshotOf(3)],
    [1, 'Replica', 'Lagging', snapshotOf(3).replica(1, { lagSeconds: 60 })],
    [1, 'Replica', 'Stopped', snapshotOf(3).replica(1, { receiver: 'OFF' })],
    [1, 'Replica', 'Unreachable', snapshotOf(3).unreachable(1)],
    [1, 'Replica', 'Starting', snapshotOf(3).withoutPod(1)],
    [1, 'Replica', 'Fenced', snapshotOf(3).facts(1, { offlineMode: true })],
    [
      1,
      'Replica',
      'Errant',
      snapshotOf(3).facts(1, { readOnly: false, superReadOnly: false }),
    ],
    [
      1,
      'Replica',
      'Errant',
      snapshotOf(3).facts(1, { gtidExecuted: gtids('a:1-10,b:1') }),
    ],
    [
      1,
      'Relay',
      'Healthy',
      snapshotOf(3).spec({
        relay: { instance: 'orders-1', below: ['orders-2'] },
      }),
    ],
    [
      0,
      'Primary',
      'Healthy',
      snapshotOf(3).spec({
        relay: { instance: 'orders-0', below: ['orders-2'] },
      }),
    ],
    [0, 'Primary', 'Starting', snapshotOf(3).restarted(0)],
    [0, 'Primary', 'Unreachable', snapshotOf(3).dead(0)],
  ] as const)(
    'shows instance %i as %s, %s',
    (ordinal, role, state, builder) => {
      expect(composed(builder).instances[ordinal]).toMatchObject({
        role,
        state,
      });
    },
  );

  it('advises to give a volume that fills more room, while all is well', () => {
    const GIB = 1024 ** 3;
    const { phase, instances } = composed(
      snapshotOf(3).supervisor(1, 'Running', undefined, {
        disk: { freeBytes: 0.5 * GIB, totalBytes: 10 * GIB },
      }),
    );
    expect(phase).toBe('Healthy');
    expect(instances.map(({ advice }) => advice)).toEqual([
      undefined,
      'GrowStorage',
      undefined,
    ]);
  });

  it('names the transactions that exist on one instance alone', () => {
    const { instances } = composed(
      snapshotOf(3).facts(1, { gtidExecuted: gtids('a:1-11,b:1') }),
    );
    expect(instances[1].errantGtids).toBe(gtids('b:1').toString());
    expect(instances[2].errantGtids).toBeUndefined();
  });
});
