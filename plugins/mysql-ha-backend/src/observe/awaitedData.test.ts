import {
  ClusterSpecInput,
  MySQLRestore,
  mysqlRestoreSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../kubernetes';
import { INITIAL_DATA_ANNOTATION } from '../resources';
import { testCluster } from '../resources/__testUtils__/testCluster';
import { awaitedData } from './awaitedData';

const FROM_BACKUP: ClusterSpecInput = {
  initFrom: { backup: { backupName: 'nightly' } },
};

const claim = (
  name: string,
  metadata: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject => ({
  ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  metadata: { name, ...metadata },
});

const marked = (mark: string) =>
  claim('data-orders-0', { annotations: { [INITIAL_DATA_ANNOTATION]: mark } });

const restore = (status: object): MySQLRestore =>
  mysqlRestoreSchema.parse({
    apiVersion: 'mysqlha.dev/v1alpha1',
    kind: 'MySQLRestore',
    metadata: {
      ...{ name: 'initial-orders-c1a5e1d0', namespace: 'shop' },
      ...{ uid: 'r', resourceVersion: '1' },
    },
    spec: {
      source: { backupName: 'nightly' },
      target: { clusterName: 'orders' },
    },
    status,
  });

const about = (
  spec: ClusterSpecInput,
  claims: readonly KubernetesObject[] = [],
  status?: object,
) =>
  awaitedData(testCluster(spec), {
    claims,
    set: undefined,
    restore: status && restore(status),
  });

describe('awaitedData', () => {
  it.each<[string, ClusterSpecInput, readonly KubernetesObject[]]>([
    ['a cluster that begins empty', {}, []],
    [
      'one that is cloned',
      { initFrom: { clone: { host: 'db', secretRef: { name: 's' } } } },
      [],
    ],
    ['one whose first volume was proved', FROM_BACKUP, [marked('Proved')]],
    [
      'one with the volumes of an earlier cluster, whichever they are',
      FROM_BACKUP,
      [claim('data-orders-2')],
    ],
    [
      'one of which one volume goes and another stays',
      FROM_BACKUP,
      [
        claim('data-orders-0', { deletionTimestamp: 'now' }),
        claim('data-orders-1'),
      ],
    ],
  ])('holds nothing back of %s', (_, spec, claims) => {
    expect(about(spec, claims)).toBeUndefined();
  });

  it.each<
    [
      string,
      ClusterSpecInput,
      readonly KubernetesObject[],
      object | undefined,
      RegExp,
    ]
  >([
    ['there is nothing yet', FROM_BACKUP, [], undefined, /about to begin/],
    [
      'only the claims of others are there',
      FROM_BACKUP,
      [claim('kept-orders-0-1'), claim('scratch-orders')],
      undefined,
      /about to begin/,
    ],
    [
      'the volumes of before go',
      FROM_BACKUP,
      [claim('data-orders-0', { deletionTimestamp: 'now' })],
      undefined,
      /earlier cluster of this name are being deleted/,
    ],
    [
      'the volume is being filled',
      FROM_BACKUP,
      [marked('Unproved')],
      { phase: 'Running', message: 'The volume of orders-0 is being filled.' },
      /are restored: The volume of orders-0 is being filled\./,
    ],
    [
      'the volume may hold a part, and nobody asks for it any more',
      {},
      [marked('Unproved')],
      undefined,
      /first data/,
    ],
    [
      'nobody knows of the restore any more',
      FROM_BACKUP,
      [marked('Empty')],
      undefined,
      /about to begin/,
    ],
  ])('holds everything back while %s', (_, spec, claims, status, message) => {
    const awaited = about(spec, claims, status);
    expect(awaited?.message).toMatch(message);
    expect(awaited?.next).toBeUndefined();
  });

  it('says why it failed, that nothing runs, and what to do', () => {
    expect(
      about(FROM_BACKUP, [], {
        phase: 'Failed',
        message: 'There is no MySQLBackup nightly.',
      }),
    ).toEqual({
      message:
        'The first data of orders could not be restored, and nothing of it runs before: There is no MySQLBackup nightly.',
      next: expect.stringContaining(
        'kubectl describe mysqlrestore -n shop initial-orders-c1a5e1d0',
      ),
    });
  });
});
