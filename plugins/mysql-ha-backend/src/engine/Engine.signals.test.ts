import { ClusterSignal } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { engineForEachTest } from './__testUtils__/engineForEachTest';

describe('What the engine tells open pages', () => {
  const harness = engineForEachTest();

  it.each([
    ['MySQLBackup', { clusterName: 'orders', locationName: 'store' }],
    ['MySQLBackupSchedule', { clusterName: 'orders', schedule: '@daily' }],
    [
      'MySQLRestore',
      { source: { backupName: 'b' }, target: { clusterName: 'orders' } },
    ],
  ])('is also that a %s of the cluster changed', async (kind, spec) => {
    const heard: ClusterSignal[] = [];
    harness.engines[0].onChanged(signal => heard.push(signal));
    harness.server.put({
      apiVersion: 'mysqlha.dev/v1alpha1',
      kind,
      metadata: { name: 'one', namespace: 'shop' },
      spec,
    });
    await harness.until('it was told', () => heard.length > 0);
    expect(heard).toEqual([
      { type: 'changed', namespace: 'shop', name: 'orders' },
    ]);
  });
});
