import assert from 'node:assert/strict';
import { ContractSuite } from './ContractSuite';
import { eventually } from './eventually';
import { cluster, clusterKey } from './samples';

/** MySQLClusters are read, and their status is written. */
export function clustersContract({
  describe,
  test,
  subject,
}: ContractSuite): void {
  describe('clusters', () => {
    test('are seen with their defaults, as they change and go', async (kubernetes, namespace) => {
      await kubernetes.apply(cluster(namespace, 'orders', { instances: 2 }));
      await eventually(async () => {
        const seen = kubernetes.getCluster(namespace, 'orders');
        assert.equal(seen?.spec.instances, 2);
        assert.equal(seen.spec.durability, 'Required');
      });
      await kubernetes.apply(cluster(namespace, 'orders', { instances: 5 }));
      await eventually(async () => {
        const seen = kubernetes.getCluster(namespace, 'orders');
        assert.equal(seen?.spec.instances, 5);
        assert.equal(seen.metadata.generation, 2);
      });
      await kubernetes.delete(clusterKey(namespace, 'orders'));
      await eventually(async () =>
        assert.equal(kubernetes.getCluster(namespace, 'orders'), undefined),
      );
    });

    test('are read live', async (kubernetes, namespace) => {
      await kubernetes.apply(cluster(namespace, 'orders'));
      const live = await kubernetes.readCluster(namespace, 'orders');
      assert.equal(live?.metadata.name, 'orders');
      assert.equal(await kubernetes.readCluster(namespace, 'none'), undefined);
    });

    test('status is written by compare-and-swap, whole, and touches no spec', async (kubernetes, namespace) => {
      await kubernetes.apply(cluster(namespace, 'orders'));
      const first = await kubernetes.readCluster(namespace, 'orders');
      assert.ok(first);
      const second = await kubernetes.writeClusterStatus({
        ...first,
        spec: { ...first.spec, instances: 9 },
        status: { phase: 'Creating', term: 1, primary: 'orders-0' },
      });
      assert.equal(second.spec.instances, 3);
      await assert.rejects(
        kubernetes.writeClusterStatus({ ...first, status: { term: 7 } }),
        { name: 'ConflictError' },
      );
      const third = await kubernetes.writeClusterStatus({
        ...second,
        status: { phase: 'Healthy', term: 2 },
      });
      assert.deepEqual(third.status, { phase: 'Healthy', term: 2 });
      assert.equal(third.metadata.generation, 1);
    });

    test('a patch writes status apart from spec', async (kubernetes, namespace) => {
      await kubernetes.apply(cluster(namespace, 'orders'));
      const patch = { spec: { instances: 5 }, status: { phase: 'Degraded' } };
      const orders = clusterKey(namespace, 'orders');
      await kubernetes.mergePatch(orders, patch, { subresource: 'status' });
      const afterStatus = await kubernetes.readCluster(namespace, 'orders');
      assert.equal(afterStatus?.spec.instances, 3);
      assert.equal(afterStatus.status.phase, 'Degraded');
    });

    const { storeUnreadableCluster } = subject;
    if (storeUnreadableCluster) {
      test('one that does not parse is kept apart with the reason, until it is put right', async (kubernetes, namespace) => {
        await storeUnreadableCluster(namespace, 'odd');
        const invalid = () =>
          kubernetes
            .invalidClusters()
            .filter(({ metadata }) => metadata.namespace === namespace);
        await eventually(async () => assert.equal(invalid().length, 1));
        assert.match(invalid()[0].reason, /spec\./);
        assert.equal(kubernetes.getCluster(namespace, 'odd'), undefined);
        await assert.rejects(kubernetes.readCluster(namespace, 'odd'), {
          name: 'InputError',
        });
        await kubernetes.delete(clusterKey(namespace, 'odd'));
        await kubernetes.apply(cluster(namespace, 'odd'));
        await eventually(async () =>
          assert.ok(kubernetes.getCluster(namespace, 'odd')),
        );
        assert.deepEqual(invalid(), []);
      });
    }
  });
}
