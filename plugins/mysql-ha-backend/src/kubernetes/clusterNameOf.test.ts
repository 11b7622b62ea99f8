import { CLUSTER_LABEL } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { clusterNameOf } from './clusterNameOf';

const labelled = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'orders-0', labels: { [CLUSTER_LABEL]: 'orders' } },
};

describe('clusterNameOf', () => {
  it('goes by the label', () => {
    expect(clusterNameOf('Pod', labelled)).toBe('orders');
  });

  it('goes by what an operation asks for, as kubectl writes no labels', () => {
    const operation = {
      apiVersion: 'mysqlha.dev/v1alpha1',
      kind: 'MySQLOperation',
      metadata: { name: 'switch' },
      spec: { clusterName: 'orders', type: 'Switchover' },
    };
    expect(clusterNameOf('MySQLOperation', operation)).toBe('orders');
    expect(
      clusterNameOf('MySQLOperation', { ...operation, spec: {} }),
    ).toBeUndefined();
  });

  it('goes by what the backup kinds ask for', () => {
    const asking = (kind: string, spec: object) => ({
      apiVersion: 'mysqlha.dev/v1alpha1',
      kind,
      metadata: { name: 'a' },
      spec,
    });
    for (const kind of ['MySQLBackup', 'MySQLBackupSchedule'] as const)
      expect(clusterNameOf(kind, asking(kind, { clusterName: 'orders' }))).toBe(
        'orders',
      );
    expect(
      clusterNameOf(
        'MySQLRestore',
        asking('MySQLRestore', { target: { clusterName: 'orders-2' } }),
      ),
    ).toBe('orders-2');
    expect(
      clusterNameOf('MySQLBackupLocation', asking('MySQLBackupLocation', {})),
    ).toBeUndefined();
  });

  it('says nothing of what belongs to nobody', () => {
    expect(
      clusterNameOf('Pod', { ...labelled, metadata: { name: 'other' } }),
    ).toBeUndefined();
  });
});
