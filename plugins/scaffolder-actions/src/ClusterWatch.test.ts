import {
  ClusterStatus,
  ClusterView,
  clusterViewSchema,
  MysqlHaApiError,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ClusterWatch } from './ClusterWatch';

function view(
  status: ClusterStatus,
  fields: Partial<ClusterView> = {},
): ClusterView {
  return clusterViewSchema.parse({
    name: 'orders',
    namespace: 'shop',
    deleting: false,
    generation: 1,
    spec: {},
    status: { observedGeneration: 1, ...status },
    ...fields,
  });
}

/** A watch over what the API answers in turn; the last answer repeats. Each look takes a second. */
function watch(...answers: (ClusterView | Error)[]) {
  let seconds = 0;
  const lines: string[] = [];
  const getEvents = jest.fn().mockResolvedValue({ items: [] });
  const clusterWatch = ClusterWatch.create({
    api: {
      getCluster: async () => {
        const answer = answers.length > 1 ? answers.shift() : answers[0];
        if (answer === undefined) throw new Error('no answer was prepared');
        if (answer instanceof Error) throw answer;
        return answer;
      },
      getEvents,
    },
    key: { namespace: 'shop', name: 'orders' },
    log: line => lines.push(line),
    sleep: async () => {
      seconds += 1;
    },
    elapsedSeconds: () => seconds,
  });
  return { clusterWatch, lines, getEvents };
}

const refused = (message: string): ClusterStatus => ({
  phase: 'Degraded',
  conditions: [
    {
      type: 'Refused',
      status: 'True',
      reason: 'Topology',
      message,
      lastTransitionTime: '2026-01-01T00:00:00Z',
    },
  ],
});

describe('ClusterWatch', () => {
  it('logs each news once, until the cluster is healthy', async () => {
    const starting = view({
      phase: 'Creating',
      instances: [{ name: 'orders-0', state: 'Starting' }],
    });
    const { clusterWatch, lines } = watch(
      starting,
      starting,
      view({
        phase: 'Creating',
        instances: [{ name: 'orders-0', state: 'Healthy', role: 'Primary' }],
      }),
      view({
        phase: 'Healthy',
        instances: [{ name: 'orders-0', state: 'Healthy', role: 'Primary' }],
      }),
    );

    await clusterWatch.untilHealthy(60);

    expect(lines).toEqual([
      'Creating',
      'orders-0: Starting',
      'orders-0: Primary, Healthy',
      'Healthy',
    ]);
  });

  it('does not take a status that speaks of an older spec for the answer', async () => {
    const { clusterWatch } = watch(
      view({ phase: 'Healthy', observedGeneration: 1 }, { generation: 2 }),
      view({ phase: 'Healthy', observedGeneration: 2 }, { generation: 2 }),
    );
    const healthy = await clusterWatch.untilHealthy(60);
    expect(healthy.status.observedGeneration).toBe(2);
  });

  it.each<[string, ClusterView, string]>([
    [
      'refused',
      view(refused('Choose SemiSync.')),
      'is refused: Choose SemiSync.',
    ],
    [
      'waiting for a person',
      view({ phase: 'WaitingForUser', message: 'Sets diverge.' }),
      'waits for a person: Sets diverge.',
    ],
    ['being deleted', view({}, { deleting: true }), 'is being deleted'],
  ])('fails when the cluster is %s', async (_case, cluster, reason) => {
    const { clusterWatch } = watch(cluster);
    await expect(clusterWatch.untilHealthy(60)).rejects.toThrow(
      `MySQL cluster shop/orders ${reason}`,
    );
  });

  it('fails for a refusal only when it stands', async () => {
    const moment = view(refused('orders-0 does not answer.'));
    const { clusterWatch } = watch(
      ...Array.from({ length: 9 }, () => moment),
      view({ phase: 'Creating' }),
      moment,
      view({ phase: 'Healthy' }),
    );
    const healthy = await clusterWatch.untilHealthy(60);
    expect(healthy.status.phase).toBe('Healthy');
  });

  it('does not fail for a refusal of an older spec', async () => {
    const { clusterWatch } = watch(
      view(refused('Choose SemiSync.'), { generation: 2 }),
      view({ phase: 'Healthy', observedGeneration: 2 }, { generation: 2 }),
    );
    await expect(clusterWatch.untilHealthy(60)).resolves.toBeDefined();
  });

  it('says why it took too long: status, instances, warnings of Kubernetes', async () => {
    const { clusterWatch, getEvents } = watch(
      view({
        phase: 'Creating',
        message: 'Waiting for orders-0.',
        instances: [
          {
            name: 'orders-0',
            state: 'Starting',
            message: 'The image can’t be pulled.',
          },
        ],
      }),
    );
    getEvents.mockResolvedValue({
      items: [
        {
          at: '2026-01-01T00:00:00Z',
          type: 'Warning',
          reason: 'Failed',
          message: 'pull access denied',
          object: 'Pod/orders-0',
          count: 3,
        },
      ],
    });

    await expect(clusterWatch.untilHealthy(5)).rejects.toThrow(
      'MySQL cluster shop/orders is not healthy after 5 s: Waiting for orders-0. · orders-0 is Starting: The image can’t be pulled. · Pod/orders-0 Failed: pull access denied.',
    );
  });

  it('asks whether an operator is running when there is no status at all', async () => {
    const { clusterWatch } = watch(view({ observedGeneration: undefined }));
    await expect(clusterWatch.untilHealthy(5)).rejects.toThrow(
      'the operator has not reported on it yet',
    );
  });

  it('goes on when Kubernetes was away for a while, and says so once', async () => {
    const away = new MysqlHaApiError(503, 'Kubernetes can’t be reached');
    const { clusterWatch, lines } = watch(
      away,
      away,
      view({ phase: 'Healthy' }),
    );
    await clusterWatch.untilHealthy(60);
    expect(lines).toEqual(['Kubernetes can’t be reached', 'Healthy']);
  });

  it('fails when the person may not see the cluster', async () => {
    const { clusterWatch } = watch(new MysqlHaApiError(403, 'not allowed'));
    await expect(clusterWatch.untilHealthy(60)).rejects.toThrow('not allowed');
  });
});
