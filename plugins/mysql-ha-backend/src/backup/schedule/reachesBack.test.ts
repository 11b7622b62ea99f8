import {
  mysqlBackupScheduleSchema,
  mysqlClusterSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { reachesBack } from './reachesBack';

const metadata = {
  ...{ name: 'orders', namespace: 'shop', uid: 'u', resourceVersion: '1' },
  generation: 1,
};
const resource = { apiVersion: 'mysqlha.dev/v1alpha1', metadata };

describe('reachesBack', () => {
  const ask = (template: object, backup?: object) =>
    reachesBack(
      mysqlBackupScheduleSchema.parse({
        ...{ ...resource, kind: 'MySQLBackupSchedule' },
        spec: {
          ...{ clusterName: 'orders', schedule: '@daily' },
          backupTemplate: { spec: template },
        },
      }),
      mysqlClusterSchema.parse({
        ...{ ...resource, kind: 'MySQLCluster' },
        spec: backup ? { backup } : {},
      }),
    );

  it.each([
    ['an archive in the same location', {}, { locationName: 'store' }, true],
    [
      'an archive elsewhere',
      { locationName: 'attic' },
      { locationName: 'store' },
      false,
    ],
    [
      'single databases',
      { method: 'Logical', databases: ['shop'] },
      { locationName: 'store' },
      false,
    ],
    ['no archive', {}, { locationName: 'store', archiveBinlogs: false }, false],
    ['no backups of its own', { locationName: 'store' }, undefined, false],
  ])('with %s', (_, template, backup, expected) => {
    expect(ask(template, backup)).toBe(expected);
  });
});
