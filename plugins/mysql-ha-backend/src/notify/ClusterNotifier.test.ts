import { mockServices } from '@backstage/backend-test-utils';
import { OWNER_ANNOTATION } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { InMemoryKubernetes, ManualClock } from '../kubernetes/memory';
import { ClusterNotifier } from './ClusterNotifier';

const KEY = { namespace: 'shop', name: 'orders' };

async function setUp(owner: string | undefined = 'group:default/shop-team') {
  const clock = new ManualClock();
  const kubernetes = new InMemoryKubernetes({ clock });
  await kubernetes.start();
  const send = jest.fn().mockResolvedValue(undefined);
  const logger = mockServices.logger.mock();
  const start = (defaultOwner?: string) =>
    ClusterNotifier.create({
      notifications: { send },
      kubernetes: () => kubernetes,
      logger,
      clock,
      defaultOwner,
    });
  const annotations: Record<string, string> = owner
    ? { [OWNER_ANNOTATION]: owner }
    : {};
  const object = {
    apiVersion: 'mysqlha.dev/v1alpha1',
    kind: 'MySQLCluster',
    metadata: { ...KEY, annotations },
    spec: {},
  };
  const incident = {
    kind: 'Switchover',
    startedAt: new Date(clock.now()).toISOString(),
    from: 'orders-0',
    to: 'orders-1',
    term: 2,
    cause: 'a test',
    evidence: [],
    steps: [],
  };
  const put = (status: object) => kubernetes.server.put({ ...object, status });
  return { clock, incident, kubernetes, logger, put, send, start };
}

describe('ClusterNotifier', () => {
  it('tells the owner once, also after a restart', async () => {
    const { clock, incident, put, send, start } = await setUp();
    put({ incidents: [incident] });
    const notifier = start();
    notifier.look(KEY);
    await clock.advance(1_000);
    notifier.look(KEY);
    await clock.advance(1_000);
    start().look(KEY);
    await clock.advance(1_000);
    expect(send).toHaveBeenCalledTimes(1);
    expect(send).toHaveBeenCalledWith({
      recipients: { type: 'entity', entityRef: 'group:default/shop-team' },
      payload: expect.objectContaining({
        title: 'shop/orders: orders-1 took over from orders-0',
        topic: 'incident',
        link: '/mysql/shop/orders',
        scope: `mysql-ha shop/orders incident ${incident.startedAt}`,
      }),
    });
  });

  it('tells later what could not be sent, and complains once', async () => {
    const { clock, incident, logger, put, send, start } = await setUp();
    send.mockRejectedValueOnce(new Error('no notifications here'));
    send.mockRejectedValueOnce(new Error('no notifications here'));
    put({ incidents: [incident] });
    await clock.advance(0);
    start().look(KEY);
    for (let minute = 0; minute < 4; minute++) {
      await clock.advance(500);
      await clock.advance(60_000);
    }
    expect(send).toHaveBeenCalledTimes(3);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('tells that a backup failed, and once that backups succeed again', async () => {
    const { clock, kubernetes, put, send, start } = await setUp();
    put({});
    const backup = (name: string, phase: string, message: string) =>
      kubernetes.server.put({
        apiVersion: 'mysqlha.dev/v1alpha1',
        kind: 'MySQLBackup',
        metadata: { name, namespace: 'shop' },
        spec: { clusterName: 'orders', locationName: 'store' },
        status: {
          ...{ phase, message },
          completedAt: new Date(clock.now()).toISOString(),
        },
      });
    backup('nightly-1', 'Failed', 'The bucket is full.');
    await clock.advance(0);
    const notifier = start();
    notifier.look(KEY);
    await clock.advance(1_000);
    start().look(KEY);
    await clock.advance(1_000);
    expect(send).toHaveBeenCalledTimes(1);
    expect(send.mock.calls[0][0].payload).toMatchObject({
      title: 'shop/orders: the backup nightly-1 failed',
      description: 'The bucket is full.',
      topic: 'backup',
      scope: 'mysql-ha shop/orders backups: backup',
    });
    backup('nightly-2', 'Succeeded', 'It was saved.');
    await clock.advance(0);
    for (const _ of [1, 2]) {
      notifier.look(KEY);
      await clock.advance(1_000);
    }
    expect(send).toHaveBeenCalledTimes(2);
    expect(send.mock.calls[1][0].payload).toMatchObject({
      title: 'shop/orders: backups succeed again',
      scope: 'mysql-ha shop/orders backups: backup',
    });
  });

  it('calls nobody for a refusal that passes', async () => {
    const { clock, put, send, start } = await setUp();
    const condition = {
      type: 'Refused',
      reason: 'PodProblem',
      message: 'It can’t run.',
      lastTransitionTime: new Date(clock.now()).toISOString(),
    };
    put({ conditions: [{ ...condition, status: 'True' }] });
    await clock.advance(0);
    start().look(KEY);
    await clock.advance(10_000);
    put({ conditions: [{ ...condition, status: 'False' }] });
    await clock.advance(60_000);
    expect(send).not.toHaveBeenCalled();
  });

  it('tells what happened while no portal ran', async () => {
    const { clock, incident, put, send, start } = await setUp();
    put({ incidents: [incident] });
    await clock.advance(0);
    start().start();
    await clock.advance(61_000);
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('tells who owns those that name nobody, where the configuration says so', async () => {
    const { clock, incident, put, send, start } = await setUp('');
    put({ incidents: [incident] });
    await clock.advance(0);
    start('group:default/dba').look(KEY);
    await clock.advance(1_000);
    expect(send).toHaveBeenCalledTimes(1);
    expect(send.mock.calls[0][0].recipients).toEqual({
      type: 'entity',
      entityRef: 'group:default/dba',
    });
  });

  it('tells nobody of a cluster without an owner', async () => {
    const { clock, incident, kubernetes, put, send, start } = await setUp('');
    put({ incidents: [incident] });
    await clock.advance(0);
    start().look(KEY);
    await clock.advance(1_000);
    expect(send).not.toHaveBeenCalled();
    expect(kubernetes.requests.some(r => r.startsWith('patch'))).toBe(false);
  });
});
