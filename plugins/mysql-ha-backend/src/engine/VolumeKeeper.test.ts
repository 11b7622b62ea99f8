import {
  API_GROUP_VERSION,
  MySQLCluster,
  mysqlClusterSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { InMemoryKubernetes } from '../kubernetes/memory';
import { RECLAIM_POLICY_ANNOTATION } from '../resources';
import { VolumeKeeper } from './VolumeKeeper';

const VOLUME = { apiVersion: 'v1', kind: 'PersistentVolume', name: 'pv-0' };

describe('The keeper of a cluster’s volumes', () => {
  const kubernetes = new InMemoryKubernetes();
  afterAll(() => kubernetes.stop());

  it('keeps a volume that changes its claim, and has it go as deletionPolicy says only after that', async () => {
    await kubernetes.start();
    const { server } = kubernetes;
    server.put({
      ...{ apiVersion: VOLUME.apiVersion, kind: VOLUME.kind },
      metadata: {
        name: VOLUME.name,
        annotations: { [RECLAIM_POLICY_ANNOTATION]: 'Delete' },
      },
      spec: { persistentVolumeReclaimPolicy: 'Retain' },
    });
    server.put({
      ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
      metadata: {
        ...{ name: 'data-orders-0', namespace: 'shop' },
        labels: { 'mysqlha.dev/cluster': 'orders' },
      },
      spec: {
        volumeName: VOLUME.name,
        resources: { requests: { storage: '10Gi' } },
      },
    });
    await Promise.resolve();
    const cluster: MySQLCluster = mysqlClusterSchema.parse({
      ...{ apiVersion: API_GROUP_VERSION, kind: 'MySQLCluster' },
      metadata: {
        ...{ name: 'orders', namespace: 'shop' },
        ...{ uid: 'u', resourceVersion: '1' },
      },
      spec: { instances: 1, deletionPolicy: 'Delete' },
    });
    const keeper = new VolumeKeeper(kubernetes);
    const policy = () => server.read(VOLUME)?.spec;

    await keeper.keep(cluster, true);
    expect(policy()).toEqual({ persistentVolumeReclaimPolicy: 'Retain' });
    await keeper.keep(cluster, false);
    expect(policy()).toEqual({ persistentVolumeReclaimPolicy: 'Delete' });
  });
});
