import {
  API_GROUP_VERSION,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ServiceUnavailableError } from '@backstage/errors';
import { InMemoryKubernetes, ManualClock } from '../memory';

const FAILED = {
  type: 'Warning',
  reason: 'CloneFailed',
  message: 'The clone of orders-2 failed',
} as const;

describe('EventRecorder', () => {
  let clock: ManualClock;
  let kubernetes: InMemoryKubernetes;
  let orders: MySQLCluster;

  beforeEach(async () => {
    clock = new ManualClock();
    kubernetes = new InMemoryKubernetes({ clock });
    await kubernetes.create({
      apiVersion: API_GROUP_VERSION,
      kind: 'MySQLCluster',
      metadata: { namespace: 'shop', name: 'orders' },
      spec: {},
    });
    const read = await kubernetes.readCluster('shop', 'orders');
    if (!read) throw new Error('the cluster is not there');
    orders = read;
    kubernetes.requests.length = 0;
  });

  function written() {
    return kubernetes.requests.filter(request => request.includes('Event '));
  }

  it('counts what is equal in one write while the one before is on its way', async () => {
    for (let n = 0; n < 50; n++) kubernetes.recordEvent(orders, FAILED);
    await clock.advance(0);
    expect(written()).toHaveLength(1);
    expect(await kubernetes.listEvents('shop', 'orders')).toEqual([
      {
        ...FAILED,
        count: 50,
        object: 'MySQLCluster/orders',
        at: '2026-01-01T00:00:00.000Z',
      },
    ]);
  });

  it('keeps different ones apart, newest first', async () => {
    kubernetes.recordEvent(orders, FAILED);
    await clock.advance(1000);
    kubernetes.recordEvent(orders, { ...FAILED, message: 'Another' });
    await clock.advance(0);
    const listed = await kubernetes.listEvents('shop', 'orders');
    expect(listed.map(({ message }) => message)).toEqual([
      'Another',
      FAILED.message,
    ]);
  });

  it('waits for an API server that is gone', async () => {
    kubernetes.setReachable(false);
    kubernetes.recordEvent(orders, FAILED);
    await clock.advance(20_000);
    kubernetes.setReachable(true);
    await clock.advance(5000);
    expect(await kubernetes.listEvents('shop', 'orders')).toMatchObject([
      { count: 1, at: '2026-01-01T00:00:00.000Z' },
    ]);
  });

  it('writes anew what the API server has forgotten', async () => {
    kubernetes.recordEvent(orders, FAILED);
    await clock.advance(0);
    const key = { apiVersion: 'v1', kind: 'Event', namespace: 'shop' };
    for (const { metadata } of await kubernetes.list(key)) {
      await kubernetes.delete({ ...key, name: metadata.name });
    }
    kubernetes.recordEvent(orders, FAILED);
    await clock.advance(0);
    expect(await kubernetes.listEvents('shop', 'orders')).toMatchObject([
      { count: 2 },
    ]);
  });

  it('gives up what is refused, and goes on with the next', async () => {
    kubernetes.onRequest = request => {
      if (!request.includes('Event ')) return;
      kubernetes.onRequest = () => {};
      throw new Error('forbidden');
    };
    kubernetes.recordEvent(orders, FAILED);
    kubernetes.recordEvent(orders, { ...FAILED, message: 'Another' });
    await clock.advance(0);
    const listed = await kubernetes.listEvents('shop', 'orders');
    expect(listed.map(({ message }) => message)).toEqual(['Another']);
  });

  it('takes a first write that arrived, though its answer was lost, for written', async () => {
    kubernetes.onRequest = request => {
      if (!request.startsWith('create Event')) return;
      kubernetes.onRequest = () => {};
      const name = request.split('/')[1];
      kubernetes.server.put({
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { namespace: 'shop', name },
        involvedObject: { kind: 'MySQLCluster', name: 'orders' },
        ...FAILED,
        count: 1,
      });
      throw new ServiceUnavailableError('the answer was lost');
    };
    kubernetes.recordEvent(orders, FAILED);
    await clock.advance(10_000);
    expect(await kubernetes.listEvents('shop', 'orders')).toHaveLength(1);
  });
});
