import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  ago,
  clusterView,
  condition,
  creating,
  degraded,
  failingOver,
  healthy,
  hibernated,
  refused,
  single,
  unseen,
} from '../../dev/clusters';
import { english as t } from '../../dev/english';
import {
  activityAnswer,
  adviceAnswer,
  alarms,
  headline,
  safetyAnswer,
  writesAnswer,
} from '.';

// The canned clusters count back from now, so now must stand still.
jest.useFakeTimers({ now: Date.parse('2026-03-01T03:00:00Z') });
const now = Date.now();

function verdict(cluster: ClusterView) {
  const { tone, word } = headline(cluster, t);
  return [
    `${tone}: ${word}`,
    writesAnswer(cluster, now, t).words,
    safetyAnswer(cluster, t).words,
    activityAnswer(cluster, now, t).words,
    adviceAnswer(cluster, now, t).words,
  ];
}

function withSpec(
  cluster: ClusterView,
  spec: Partial<ClusterView['spec']>,
): ClusterView {
  return { ...cluster, spec: { ...cluster.spec, ...spec } };
}

describe('the four answers', () => {
  it.each([
    [
      'a cluster with durability Preferred says on what its safety hangs',
      withSpec(healthy(), { durability: 'Preferred' }),
      [
        'good: Healthy',
        'Yes',
        'No, while replicas answer',
        'Watching',
        'Nothing is needed',
      ],
    ],
    [
      'a cluster that follows a MySQL outside takes no writes',
      withSpec(healthy(), {
        externalSource: {
          host: 'db.example.org',
          port: 3306,
          secretRef: { name: 'outside' },
          tls: true,
        },
      }),
      [
        'good: Healthy',
        'Reads only',
        'No more than its source',
        'Watching',
        'Nothing is needed',
      ],
    ],
    [
      'an instance that somebody closed is to be opened again',
      {
        ...degraded(),
        status: {
          ...degraded().status,
          fencedInstances: [
            { name: 'invoices-2', since: ago(60), reason: 'Its disk is slow.' },
          ],
        },
      },
      [
        'warn: Degraded',
        'Yes',
        'Less safe than promised',
        'Repairing',
        'Open invoices-2 again',
      ],
    ],
    [
      'a healthy cluster needs nothing',
      healthy(),
      ['good: Healthy', 'Yes', 'No', 'Watching', 'Nothing is needed'],
    ],
    [
      'a volume that is nearly full asks for more, while all is well',
      {
        ...healthy(),
        status: {
          ...healthy().status,
          instances: healthy().status.instances?.map(instance => ({
            ...instance,
            advice: 'GrowStorage' as const,
          })),
        },
      },
      ['good: Healthy', 'Yes', 'No', 'Watching', 'Give it more storage'],
    ],
    [
      'a single instance says that its volume is the only copy',
      single(),
      [
        'good: Healthy',
        'Yes',
        'Yes, with its volume',
        'Watching',
        'Nothing is needed',
      ],
    ],
    [
      'an asynchronous cluster says that a failover may lose writes',
      withSpec(healthy(), { topology: 'Async' }),
      [
        'good: Healthy',
        'Yes',
        'Yes, the newest writes',
        'Watching',
        'Nothing is needed',
      ],
    ],
    [
      'a cluster being created asks for patience',
      creating(),
      [
        'busy: Being created',
        'Not yet',
        'There is no data yet',
        'Working on it',
        'Wait a minute',
      ],
    ],
    [
      'a failover says since when writes wait and that nothing is lost',
      failingOver(),
      [
        'bad: Failing over',
        'No, writes wait for 2 s now',
        'No',
        'Replacing the primary, for 2 s',
        'Wait a few seconds',
      ],
    ],
    [
      'a degraded cluster that takes writes is no emergency',
      degraded(),
      [
        'warn: Degraded',
        'Yes',
        'Less safe than promised',
        'Repairing',
        'Let it repair itself',
      ],
    ],
    [
      'a refusal asks for a person',
      refused(),
      [
        'bad: Waiting for you',
        'Yes',
        'No',
        'Waiting for a remedy',
        'Your turn',
      ],
    ],
    [
      'a hibernated cluster keeps its data',
      hibernated(),
      [
        'off: Hibernated',
        'No, it sleeps',
        'No, the volumes are kept',
        'Nothing',
        'Wake it',
      ],
    ],
    [
      'a cluster that waits for members says that what was confirmed is still there',
      {
        ...refused(),
        status: {
          ...refused().status,
          conditions: [
            condition('Refused', 'True', 'Bring back the missing nodes.'),
            condition(
              'PrimaryAvailable',
              'False',
              'orders-0 does not answer.',
              120,
            ),
            {
              ...condition(
                'DataSafe',
                'Unknown',
                'The primary can’t be asked.',
              ),
              reason: 'PrimaryUnreachable',
            },
          ],
        },
      },
      [
        'bad: Waiting for you',
        'No, writes wait for 2 min now',
        'No, while the volumes last',
        'Waiting for a remedy',
        'Your turn',
      ],
    ],
    [
      'a paused cluster says that nothing is repaired',
      withSpec(healthy(), { paused: true }),
      ['warn: Healthy', 'Yes', 'No', 'Nothing: it is paused', 'Resume it'],
    ],
    [
      'a cluster that nobody has looked at is not called healthy',
      { ...unseen(), createdAt: ago(600) },
      [
        'unknown: Not seen yet',
        'Not known',
        'Not known',
        'Nothing',
        'Check the operator',
      ],
    ],
    [
      'deleting with the policy Delete says that the data goes',
      withSpec({ ...healthy(), deleting: true }, { deletionPolicy: 'Delete' }),
      [
        'off: Being deleted',
        'Not for long',
        'Yes, the data goes too',
        'Working on it',
        'Wait until it is gone',
      ],
    ],
  ])('%s', (_, cluster, expected) => {
    expect(verdict(cluster)).toEqual(expected);
  });

  it('calls a cluster bad whose phase is fine but whose writes don’t commit', () => {
    const cluster = clusterView('orders', {
      status: {
        phase: 'Degraded',
        primary: 'orders-0',
        conditions: [
          condition('PrimaryAvailable', 'False', 'The disk is full.', 90),
        ],
        instances: [
          { name: 'orders-0', state: 'Healthy', role: 'Primary' },
          { name: 'orders-1', state: 'Healthy', role: 'Replica' },
        ],
      },
    });
    expect(headline(cluster, t).tone).toBe('bad');
    expect(writesAnswer(cluster, now, t)).toMatchObject({
      words: 'No, writes wait for 1 min now',
      detail: '1 replica still answers reads. The disk is full.',
    });
  });

  it('doesn’t call it working while commits wait for replicas that are gone', () => {
    const cluster = healthy();
    const waiting = {
      ...cluster,
      status: {
        ...cluster.status,
        phase: 'Degraded' as const,
        conditions: [
          condition('PrimaryAvailable', 'True', 'A write commits.'),
          {
            ...condition('DataSafe', 'False', 'Commits wait.', 6),
            reason: 'TooFewConnected',
          },
        ],
      },
    };
    expect(verdict(waiting).slice(0, 3)).toEqual([
      'bad: Degraded',
      'No, writes wait for 6 s now',
      'No, commits wait instead',
    ]);
  });

  it('says when the engine has lowered the count so far that a commit has no copy', () => {
    const cluster = healthy();
    const lowered = {
      ...cluster,
      status: {
        ...cluster.status,
        synchronous: { members: ['orders-0', 'orders-1'], waitFor: 0, term: 2 },
      },
    };
    expect(safetyAnswer(lowered, t)).toMatchObject({
      tone: 'warn',
      words: 'Yes, at the moment',
    });
  });

  it('tells of missing backups with the answer about data, not as an alarm', () => {
    expect(safetyAnswer(healthy(), t).detail).toContain(
      'No backups are configured.',
    );
    expect(alarms(healthy())).toEqual([]);
  });

  it('tells that a change of the specification is being taken up', () => {
    const changed = { ...healthy(), generation: 2 };
    expect(activityAnswer(changed, now, t).words).toBe('Taking up a change');
  });
});

describe('alarms', () => {
  it('show a refusal in the engine’s words, and the headline doesn’t repeat them', () => {
    const cluster = refused();
    const [alarm] = alarms(cluster);
    expect(alarm.condition.message).toContain('kubectl -n billing patch');
    const repeating = {
      ...cluster,
      status: { ...cluster.status, message: alarm.condition.message },
    };
    expect(headline(repeating, t).sentence).toBe(
      'The system can’t go on safely without a person.',
    );
  });

  it('stay silent about what a failover brings with it', () => {
    expect(alarms(failingOver())).toEqual([]);
    expect(alarms(degraded()).map(each => each.condition.type)).toEqual([
      'Fenced',
    ]);
  });
});

describe('the answer about writes', () => {
  const status = {
    ...failingOver().status,
    // The last proved write was the old primary's.
    conditions: [condition('PrimaryAvailable', 'True', 'A write commits.', 60)],
  };

  it('is no while the primary is replaced, whatever was proved before', () => {
    expect(writesAnswer({ ...failingOver(), status }, now, t)).toMatchObject({
      tone: 'bad',
      words: 'No, writes wait for 2 s now',
      detail: 'A write commits as soon as the new primary leads.',
    });
  });

  it('is a pause while the primary is handed over', () => {
    const handed: ClusterView = {
      ...failingOver(),
      status: { ...status, phase: 'SwitchingOver', fence: undefined },
    };
    expect(writesAnswer(handed, now, t).words).toBe('Pausing for a moment');
  });
});

describe('the answer about data', () => {
  it('says that commits are on one instance alone when Preferred lowered the count so far', () => {
    const message = 'Members are missing: commits are on orders-0 alone.';
    const cluster = clusterView('orders', {
      spec: { durability: 'Preferred' },
      status: {
        phase: 'Degraded',
        conditions: [condition('DataSafe', 'False', message)],
        synchronous: {
          members: ['orders-0', 'orders-1', 'orders-2'],
          waitFor: 0,
          term: 3,
        },
      },
    });
    expect(safetyAnswer(cluster, t)).toEqual({
      tone: 'warn',
      words: 'Yes, at the moment',
      detail: message,
    });
  });

  it('names the bound of the loss where there is one', () => {
    const { failover } = healthy().spec;
    const cluster = withSpec(healthy(), {
      topology: 'Async',
      failover: { ...failover, maxTransactionsBehind: 100 },
    });
    expect(safetyAnswer(cluster, t).detail).toContain(
      'would lose more than 100 transactions waits for a person',
    );
  });

  it('keeps saying what the last incident cost', () => {
    const cluster = healthy();
    const [last] = cluster.status.incidents ?? [];
    const answer = safetyAnswer(
      {
        ...cluster,
        status: {
          ...cluster.status,
          incidents: [{ ...last, transactionsLost: 2 }],
        },
      },
      t,
    );
    expect(answer.tone).toBe('warn');
    expect(answer.detail).toMatch(
      /^At least 2 acknowledged transactions were lost in the last incident\./,
    );
  });

  it('keeps saying that the last failover may have cost something', () => {
    const cluster = healthy();
    const [last] = cluster.status.incidents ?? [];
    const after = (waitedFor: number) =>
      safetyAnswer(
        {
          ...cluster,
          status: {
            ...cluster.status,
            incidents: [{ ...last, transactionsLost: undefined, waitedFor }],
          },
        },
        t,
      );
    expect(after(0).tone).toBe('warn');
    expect(after(0).detail).toMatch(
      /^The last failover may have lost the newest transactions of orders-2\./,
    );
    expect(after(1).detail).not.toContain('lost');
  });
});
