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
});
