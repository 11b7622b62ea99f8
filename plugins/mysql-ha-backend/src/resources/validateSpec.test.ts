import { ClusterSpecInput } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { testCluster } from './__testUtils__/testCluster';
import { validateSpec } from './validateSpec';

describe('validateSpec', () => {
  it.each<[string, ClusterSpecInput]>([
    ['the defaults', {}],
    ['one instance', { topology: 'Single', instances: 1 }],
    ['an even count', { instances: 4 }],
    ['a preferred primary', { failover: { preferredPrimary: ['orders-2'] } }],
    [
      'a MySQL outside',
      { externalSource: { host: 'db', secretRef: { name: 's' } } },
    ],
    ['durability Preferred', { durability: 'Preferred' }],
    [
      'a chain of relays',
      {
        relay: {
          instance: 'orders-0',
          below: ['orders-1'],
          further: [{ instance: 'orders-1', below: ['orders-2'] }],
        },
      },
    ],
    ['a backup to begin with', { initFrom: { backup: { backupName: 'a' } } }],
    [
      'a MySQL outside to begin with',
      { initFrom: { clone: { host: 'db', secretRef: { name: 's' } } } },
    ],
    ['fields that are empty', { relay: null, initFrom: null, backup: null }],
    [
      'a buffer pool within the limit',
      {
        resources: { limits: { memory: '4Gi' } },
        config: { innodb_buffer_pool_size: '2G' },
      },
    ],
  ])('finds nothing wrong with %s', (_, spec) => {
    expect(validateSpec(testCluster(spec))).toEqual([]);
  });

  it.each<[string, ClusterSpecInput, 'blocks' | 'ignored', RegExp]>([
    [
      'spec.topology',
      { topology: 'GroupReplication' },
      'blocks',
      /not supported yet: choose SemiSync/,
    ],
    [
      'spec.instances',
      { topology: 'Single', instances: 2 },
      'blocks',
      /exactly one instance, not 2: set instances to 1/,
    ],
    [
      'spec.initFrom',
      { initFrom: {} },
      'blocks',
      /one source: set either initFrom\.clone or initFrom\.backup/,
    ],
    [
      'spec.initFrom',
      {
        initFrom: {
          clone: { host: 'db', secretRef: { name: 's' } },
          backup: { backupName: 'nightly' },
        },
      },
      'blocks',
      /one source: set either initFrom\.clone or initFrom\.backup/,
    ],
    [
      'spec.initFrom',
      {
        initFrom: { backup: { backupName: 'nightly' } },
        externalSource: { host: 'db', secretRef: { name: 's' } },
      },
      'blocks',
      /has its data from there: remove initFrom, or externalSource/,
    ],
    [
      'spec.initFrom.backup',
      { initFrom: { backup: { locationName: 'store' } } },
      'blocks',
      /set either backupName, or clusterName, or both locationName and path/,
    ],
    [
      'spec.relay',
      { relay: { instance: 'orders-1', below: ['orders-7'] } },
      'ignored',
      /names orders-7, which the cluster does not have; its instances are orders-0 to orders-2/,
    ],
    [
      'spec.relay',
      {
        relay: {
          instance: 'orders-0',
          below: ['orders-2'],
          further: [{ instance: 'orders-1', below: ['orders-2'] }],
        },
      },
      'ignored',
      /puts orders-2 below more than one instance/,
    ],
    [
      'spec.backup.verify.schedule',
      {
        backup: {
          ...{ locationName: 'store', archiveBinlogs: false },
          verify: { schedule: '61 * * * *' },
        },
      },
      'ignored',
      /schedule “61 \* \* \* \*” is no cron expression .*: set five fields/,
    ],
    [
      'spec.backup.verify.schedule',
      {
        backup: {
          ...{ locationName: 'store', archiveBinlogs: false },
          verify: { schedule: '0 0 31 2 *' },
        },
      },
      'ignored',
      /names no day that there is: correct it/,
    ],
    [
      'spec.failover.preferredPrimary',
      { failover: { preferredPrimary: ['orders-3'] } },
      'ignored',
      /orders-3, which the cluster does not have; its instances are orders-0 to orders-2/,
    ],
    [
      'spec.resources.limits.memory',
      { resources: { limits: { memory: '256Mi' } } },
      'blocks',
      /at least 512Mi: with less, mysqld is killed/,
    ],
    [
      'spec.storage.size',
      { storage: { size: '100Mi' } },
      'blocks',
      /at least 1Gi/,
    ],
    [
      'spec.podTemplate.labels',
      { podTemplate: { labels: { 'mysqlha.dev/role': 'primary' } } },
      'ignored',
      /engine’s own/,
    ],
    [
      'spec.config.sync-binlog',
      { config: { 'sync-binlog': '0' } },
      'ignored',
      /sync-binlog is refused: what was acknowledged must be on disk/,
    ],
    [
      'spec.config.innodb_buffer_pool_size',
      {
        resources: { limits: { memory: '1Gi' } },
        config: { innodb_buffer_pool_size: '1G' },
      },
      'blocks',
      /more than 80 % of resources.limits.memory 1Gi/,
    ],
  ])('finds %s', (field, spec, effect, message) => {
    expect(validateSpec(testCluster(spec))).toEqual([
      { field, effect, message: expect.stringMatching(message) },
    ]);
  });

  it('leaves a cluster alone that has begun, whatever its spec says of the first data', () => {
    const initFrom = {};
    const cluster = testCluster({ initFrom });
    expect(
      validateSpec({ ...cluster, status: { primary: 'orders-0' } }),
    ).toEqual([]);
  });
});
