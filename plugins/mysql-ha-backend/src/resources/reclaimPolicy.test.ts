import { testCluster } from './__testUtils__/testCluster';
import { reclaimPatches } from './reclaimPolicy';

const volume = (policy: string, before?: string) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: {
    name: 'pv-1',
    ...(before && {
      annotations: { 'mysqlha.dev/reclaim-policy-before': before },
    }),
  },
  spec: { persistentVolumeReclaimPolicy: policy },
});
const retain = testCluster({ deletionPolicy: 'Retain' });
const remove = testCluster({ deletionPolicy: 'Delete' });

describe('reclaimPatches', () => {
  it('keeps the data of a deleted namespace, and remembers what was before', () => {
    expect(reclaimPatches(retain, [volume('Delete')])).toEqual([
      {
        volume: 'pv-1',
        patch: {
          metadata: {
            annotations: { 'mysqlha.dev/reclaim-policy-before': 'Delete' },
          },
          spec: { persistentVolumeReclaimPolicy: 'Retain' },
        },
      },
    ]);
  });

  it('gives back what was before when the volumes may go', () => {
    expect(reclaimPatches(remove, [volume('Retain', 'Delete')])).toEqual([
      {
        volume: 'pv-1',
        patch: {
          metadata: {
            annotations: { 'mysqlha.dev/reclaim-policy-before': null },
          },
          spec: { persistentVolumeReclaimPolicy: 'Delete' },
        },
      },
    ]);
  });

  it.each([
    ['a volume that is retained already', retain, volume('Retain', 'Delete')],
    ['a volume that the platform retains', remove, volume('Retain')],
    ['a volume that goes anyway', remove, volume('Delete')],
  ])('leaves %s alone', (_, cluster, existing) => {
    expect(reclaimPatches(cluster, [existing])).toEqual([]);
  });
});
