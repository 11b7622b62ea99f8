import { mysqlBackupSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { backupPath } from '../backup/backupPath';
import { archivePath, backupsFolder } from './archivePath';

const orders = { namespace: 'shop', name: 'orders' };
const backup = mysqlBackupSchema.parse({
  apiVersion: 'mysqlha.dev/v1alpha1',
  kind: 'MySQLBackup',
  metadata: {
    ...{ name: 'nightly', namespace: 'shop', resourceVersion: '1' },
    ...{ uid: '1a2b3c4d-0000', creationTimestamp: '2026-05-01T02:30:00Z' },
  },
  spec: { clusterName: 'orders', locationName: 'store' },
});

describe('where an archive is', () => {
  it('is beside the cluster’s backups', () => {
    expect(archivePath(orders)).toBe('shop/orders/archive');
    expect(backupPath(backup).startsWith(`${backupsFolder(orders)}/`)).toBe(
      true,
    );
  });
});
