import { ClusterStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { DisplayedStatus, sameStatus } from './sameStatus';

const status = (change: Partial<DisplayedStatus> = {}): DisplayedStatus => ({
  phase: 'Degraded',
  message: 'orders-0 is dead: the operator’s probes fail for 812 ms: refused.',
  conditions: [
    {
      type: 'Ready',
      status: 'False',
      reason: 'FewerMembers',
      message: '2 of 3 instances are members.',
      lastTransitionTime: '2026-01-01T00:00:00Z',
      observedGeneration: 1,
    },
  ],
  instances: [
    {
      name: 'orders-0',
      role: 'Replica',
      state: 'Lagging',
      gtidExecuted: 'u:1-10',
      lagSeconds: 12,
      message: 'orders-0 is 12 s behind the primary.',
    },
  ],
  lagSeconds: 12,
  ...change,
});

const instance = (change: object) => {
  const [first] = status().instances ?? [];
  return status({ instances: [{ ...first, ...change }] });
};

describe('sameStatus', () => {
  it('knows its own words again when they were read from Kubernetes, with the record beside them', () => {
    const { message, phase, ...rest } = status();
    const read: ClusterStatus = {
      term: 3,
      primary: 'orders-0',
      synchronous: { members: ['orders-0', 'orders-1'], waitFor: 1, term: 3 },
      incidents: [],
      fencedInstances: [],
      ...rest,
      message,
      phase,
    };
    expect(sameStatus(read, { ...status(), endpoints: undefined })).toBe(true);
  });

  it.each([
    ['nothing', status()],
    [
      'a duration in a sentence',
      status({
        message:
          'orders-0 is dead: the operator’s probes fail for 1012 ms: refused.',
      }),
    ],
    ['the transactions of an instance', instance({ gtidExecuted: 'u:1-11' })],
    [
      'a lag that stays in its step',
      instance({
        lagSeconds: 29,
        message: 'orders-0 is 29 s behind the primary.',
      }),
    ],
    [
      'how long the last try of a mysqld took that can’t start',
      status({ message: 'mysqld ended after 1m3.2s (code 1); next in 10s' }),
      status({ message: 'mysqld ended after 213ms (code 1); next in 5s' }),
    ],
    ['the largest lag within its step', status({ lagSeconds: 14.5 })],
  ])(
    'writes nothing when what changed is %s',
    (_, after, before = status()) => {
      expect(sameStatus(before, after)).toBe(true);
    },
  );

  it('writes what can be restored once a minute, and at once when it begins elsewhere or has a gap', () => {
    const latest = '2026-05-01T12:00:10.000001Z';
    const range = { earliest: '2026-05-01T02:30:00.000000Z', latest };
    const before = status({ recoverability: range });
    const after = (change: Partial<typeof range> | object) =>
      sameStatus(before, status({ recoverability: { ...range, ...change } }));
    expect(after({ latest: '2026-05-01T12:00:59.999999Z' })).toBe(true);
    expect(after({ latest: '2026-05-01T12:01:00.000000Z' })).toBe(false);
    expect(after({ earliest: latest })).toBe(false);
    const gap = { from: range.earliest, to: latest, missing: '' };
    expect(after({ gaps: [gap] })).toBe(false);
  });

  it.each([
    ['the phase', status({ phase: 'Healthy' })],
    [
      'the instance that a sentence speaks of',
      status({
        message:
          'orders-1 is dead: the operator’s probes fail for 812 ms: refused.',
      }),
    ],
    [
      'the number of members in a condition',
      status({
        conditions: [
          {
            type: 'Ready',
            status: 'False',
            reason: 'FewerMembers',
            message: '1 of 3 instances are members.',
            lastTransitionTime: '2026-01-01T00:00:00Z',
            observedGeneration: 1,
          },
        ],
      }),
    ],
    ['a lag in the next step', instance({ lagSeconds: 31 })],
    ['a lag that is gone', instance({ lagSeconds: undefined })],
    ['the state of an instance', instance({ state: 'Healthy' })],
    ['the generation that was looked at', status({ observedGeneration: 2 })],
  ])('writes when what changed is %s', (_, after) => {
    expect(sameStatus(status(), after)).toBe(false);
  });
});
