import { InMemoryKubernetes } from '../kubernetes/memory';
import { lastBackupOf } from './lastBackup';

const KEY = { namespace: 'shop', name: 'orders' };

it('is the newest one that succeeded, of this cluster alone', async () => {
  const kubernetes = new InMemoryKubernetes();
  const put = (
    name: string,
    phase: string,
    completedAt: string,
    clusterName = 'orders',
  ) =>
    kubernetes.server.put({
      apiVersion: 'mysqlha.dev/v1alpha1',
      kind: 'MySQLBackup',
      metadata: { name, namespace: 'shop' },
      spec: { clusterName, locationName: 'store' },
      status: { phase, completedAt },
    });
  put('old', 'Succeeded', '2026-05-01T00:00:00Z');
  put('new', 'Succeeded', '2026-05-02T00:00:00Z');
  put('failed', 'Failed', '2026-05-03T00:00:00Z');
  put('running', 'Running', '2026-05-03T00:00:00Z');
  put('other', 'Succeeded', '2026-05-03T00:00:00Z', 'users');
  kubernetes.server.put({
    apiVersion: 'mysqlha.dev/v1alpha1',
    kind: 'MySQLBackup',
    metadata: { name: 'refuted', namespace: 'shop' },
    spec: { clusterName: 'orders', locationName: 'store' },
    status: {
      phase: 'Succeeded',
      completedAt: '2026-05-05T00:00:00Z',
      refutedAt: '2026-05-05T01:00:00Z',
      // That it could not be tried once more changes nothing.
      verification: { phase: 'Failed', startedAt: '2026-05-06T01:00:00Z' },
    },
  });
  const found = (name: string, origin: string) =>
    kubernetes.server.put({
      apiVersion: 'mysqlha.dev/v1alpha1',
      kind: 'MySQLBackup',
      metadata: { name, namespace: 'shop' },
      spec: { clusterName: 'orders', locationName: 'store' },
      status: {
        phase: 'Succeeded',
        completedAt: '2026-05-04T00:00:00Z',
        origin,
      },
    });
  found('elsewhere', 'bank/orders');
  found('found', 'shop/orders');
  expect(lastBackupOf(kubernetes, KEY)).toBeUndefined();
  await kubernetes.start();
  expect(lastBackupOf(kubernetes, KEY, '2026-05-05T00:00:00Z')).toEqual({
    name: 'new',
    completedAt: '2026-05-02T00:00:00Z',
  });
  for (const since of [undefined, '2026-05-03T00:00:00Z'])
    expect(lastBackupOf(kubernetes, KEY, since)?.name).toBe('found');
  await kubernetes.stop();
});
