import { testCluster } from './__testUtils__/testCluster';
import { statefulSet } from './statefulSet';
import { volumePlan } from './volumes';

const claim = (name: string, storage: string, storageClassName = 'ssd') => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name },
  spec: { storageClassName, resources: { requests: { storage } } },
});
const storageClass = (allowVolumeExpansion?: boolean) => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'ssd' },
  ...(allowVolumeExpansion === undefined ? {} : { allowVolumeExpansion }),
});
const setOf = (size: string) =>
  statefulSet(testCluster({ storage: { size } }), { supervisorImage: 's' });

describe('volumePlan', () => {
  const cluster = testCluster({ storage: { size: '20Gi' } });

  it('does nothing for volumes of the right size, however it is written', () => {
    expect(
      volumePlan(testCluster({ storage: { size: '1Gi' } }), {
        statefulSet: setOf('1024Mi'),
        claims: [claim('data-orders-0', '1024Mi')],
        storageClasses: [storageClass(true)],
      }),
    ).toEqual({
      grow: [],
      recreateStatefulSet: false,
      templateSize: '1Gi',
      refusals: [],
    });
  });

  it('grows each claim that is smaller, and makes the set anew', () => {
    expect(
      volumePlan(cluster, {
        statefulSet: setOf('10Gi'),
        claims: [
          claim('data-orders-0', '20Gi'),
          claim('data-orders-1', '10Gi'),
        ],
        storageClasses: [storageClass(true)],
      }),
    ).toEqual({
      grow: [{ claim: 'data-orders-1', size: '20Gi' }],
      recreateStatefulSet: true,
      templateSize: '20Gi',
      refusals: [],
    });
  });

  it('goes on after an interruption between the claims and the set', () => {
    const plan = volumePlan(cluster, {
      statefulSet: setOf('10Gi'),
      claims: [claim('data-orders-0', '20Gi')],
      storageClasses: [],
    });
    expect(plan.grow).toEqual([]);
    expect(plan.recreateStatefulSet).toBe(true);
  });

  it('names the class that does not allow it, and leaves the set as it is', () => {
    const plan = volumePlan(cluster, {
      statefulSet: setOf('10Gi'),
      claims: [claim('data-orders-0', '10Gi')],
      storageClasses: [storageClass()],
    });
    expect(plan).toMatchObject({
      grow: [],
      recreateStatefulSet: false,
      templateSize: '10Gi',
    });
    expect(plan.refusals).toEqual([
      'storage.size is 20Gi, but StorageClass ssd of volume claim data-orders-0 does not allow growing: set allowVolumeExpansion there if its driver can, or move to a new cluster. The volumes stay as they are',
    ]);
  });

  it('asks the API server where the class is not known', () => {
    expect(
      volumePlan(cluster, {
        claims: [claim('data-orders-0', '10Gi')],
        storageClasses: [],
      }).grow,
    ).toHaveLength(1);
  });

  it('refuses to shrink, also a volume that was retained and is adopted', () => {
    const plan = volumePlan(cluster, {
      claims: [claim('data-orders-0', '50Gi')],
      storageClasses: [storageClass(true)],
    });
    expect(plan.grow).toEqual([]);
    expect(plan.refusals).toEqual([
      'storage.size is 20Gi, but volume claim data-orders-0 has 50Gi and can’t shrink: set storage.size to 50Gi or more',
    ]);
  });

  it('has nothing to make anew before there is a set', () => {
    expect(
      volumePlan(cluster, { claims: [], storageClasses: [] }),
    ).toMatchObject({ recreateStatefulSet: false, templateSize: '20Gi' });
  });
});
