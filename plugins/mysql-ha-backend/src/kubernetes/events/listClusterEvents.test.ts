import { listClusterEvents } from './listClusterEvents';

function event(kind: string, name: string, times: object = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'x', creationTimestamp: '2026-01-01T00:00:00Z' },
    involvedObject: { kind, name },
    type: 'Normal',
    reason: 'Seen',
    message: 'seen',
    ...times,
  };
}

async function list(...events: ReturnType<typeof event>[]) {
  return listClusterEvents({ list: async () => events }, 'shop', 'orders');
}

describe('listClusterEvents', () => {
  it.each([
    ['MySQLCluster', 'orders'],
    ['StatefulSet', 'orders'],
    ['Pod', 'orders-0'],
    ['PersistentVolumeClaim', 'data-orders-12'],
  ])('shows those of %s %s', async (kind, name) => {
    expect(await list(event(kind, name))).toMatchObject([
      { object: `${kind}/${name}`, count: 1, at: '2026-01-01T00:00:00Z' },
    ]);
  });

  it.each([
    ['MySQLCluster', 'orders-eu'],
    ['Pod', 'orders-eu-0'],
    ['Pod', 'orders'],
    ['PersistentVolumeClaim', 'orders-0'],
    ['Node', 'orders'],
  ])('leaves out those of %s %s', async (kind, name) => {
    expect(await list(event(kind, name))).toEqual([]);
  });

  it('knows how old and new components tell time and count', async () => {
    const old = event('Pod', 'orders-0', {
      count: 4,
      lastTimestamp: '2026-01-01T00:00:05Z',
    });
    const recent = event('Pod', 'orders-1', {
      lastTimestamp: null,
      eventTime: '2026-01-01T00:00:07.123456Z',
    });
    const series = event('Pod', 'orders-2', {
      eventTime: '2026-01-01T00:00:01.000000Z',
      series: { count: 9, lastObservedTime: '2026-01-01T00:00:09.000000Z' },
    });
    const listed = await list(old, recent, series);
    expect(listed.map(({ object, count }) => `${object} ${count}`)).toEqual([
      'Pod/orders-2 9',
      'Pod/orders-1 1',
      'Pod/orders-0 4',
    ]);
  });
});
