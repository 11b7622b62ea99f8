import { mysqlBackupSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { backupPath } from '../backup/backupPath';
import { archiveBeside, archivePath, backupsFolder } from './archivePath';

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
  it('is beside the cluster’s backups, and is found from each of them', () => {
    const path = backupPath(backup);
    expect(path.startsWith(`${backupsFolder(orders)}/`)).toBe(true);
    expect(archiveBeside(path)).toBe(archivePath(orders));
  });

  it('is nowhere for an artifact that somebody moved', () => {
    expect(archiveBeside('moved/20260501T023000Z-nightly')).toBeUndefined();
    expect(archiveBeside('shop/orders/backups')).toBeUndefined();
  });
});
