import { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { InMemoryKubernetes, ManualClock } from '../kubernetes/memory';
import { ClusterRecord } from './ClusterRecord';

const REBUILD: Incident = {
  kind: 'Rebuild',
  startedAt: '2026-01-01T00:00:00.000Z',
  to: 'orders-2',
  term: 1,
  cause: 'a test',
  evidence: [],
  steps: [],
};

describe('ClusterRecord', () => {
  it('keeps what a plan beside the loop records while the loop shows what it sees', async () => {
    const clock = new ManualClock();
    const kubernetes = new InMemoryKubernetes({ clock });
    await kubernetes.start();
    kubernetes.server.put({
      apiVersion: 'mysqlha.dev/v1alpha1',
      kind: 'MySQLCluster',
      metadata: { namespace: 'shop', name: 'orders' },
      spec: {},
      status: { primary: 'orders-0', term: 1 },
    });
    const record = await ClusterRecord.load(
      kubernetes,
      clock,
      'shop',
      'orders',
    );
    await Promise.all([
      record?.display({ phase: 'Degraded', message: 'It is filled.' }),
      record?.addIncident(REBUILD),
      record?.change({ markFenced: { name: 'orders-1', reason: 'a test' } }),
      record?.display({ phase: 'Healthy', message: 'Writes commit.' }),
    ]);
    const stored = await kubernetes.readCluster('shop', 'orders');
    expect(stored?.status).toMatchObject({
      phase: 'Healthy',
      primary: 'orders-0',
      incidents: [REBUILD],
      fencedInstances: [{ name: 'orders-1', reason: 'a test' }],
    });
  });

  it.each([
    ['says the same', { primary: 'orders-0', term: 1 }, true],
    [
      'shows something else, which decides nothing',
      { primary: 'orders-0', term: 1, phase: 'Degraded' },
      true,
    ],
    ['was written by somebody else', { primary: 'orders-1', term: 2 }, false],
  ] as const)('confirms a record that %s', async (_, status, holds) => {
    const clock = new ManualClock();
    const kubernetes = new InMemoryKubernetes({ clock });
    await kubernetes.start();
    const cluster = {
      apiVersion: 'mysqlha.dev/v1alpha1',
      kind: 'MySQLCluster',
      metadata: { namespace: 'shop', name: 'orders' },
      spec: {},
    };
    kubernetes.server.put({
      ...cluster,
      status: { primary: 'orders-0', term: 1 },
    });
    const record = await ClusterRecord.load(
      kubernetes,
      clock,
      'shop',
      'orders',
    );
    kubernetes.server.put({ ...cluster, status });
    const confirmed = record?.confirm(status).then(
      () => true,
      () => false,
    );
    expect(await confirmed).toBe(holds);
  });

  it('is not troubled by news that are old', async () => {
    const clock = new ManualClock();
    const kubernetes = new InMemoryKubernetes({ clock });
    await kubernetes.start();
    const before = { primary: 'orders-0', term: 1 };
    kubernetes.server.put({
      apiVersion: 'mysqlha.dev/v1alpha1',
      kind: 'MySQLCluster',
      metadata: { namespace: 'shop', name: 'orders' },
      spec: {},
      status: before,
    });
    const record = await ClusterRecord.load(
      kubernetes,
      clock,
      'shop',
      'orders',
    );
    await record?.change({ primary: 'orders-1', raiseTerm: true });
    await expect(record?.confirm(before)).resolves.toBeUndefined();
  });
});
