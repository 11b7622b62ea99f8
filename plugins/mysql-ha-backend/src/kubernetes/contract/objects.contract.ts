import assert from 'node:assert/strict';
import { CLUSTER_LABEL } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ContractSuite } from './ContractSuite';
import { eventually } from './eventually';
import { cluster, configMap, key, names } from './samples';

/** Objects are read, written and deleted. */
export function objectsContract({ describe, test }: ContractSuite): void {
  describe('objects', () => {
    test('what was created is read, and is created once only', async (kubernetes, namespace) => {
      const created = await kubernetes.create(configMap(namespace, 'a'));
      assert.ok(created.metadata.uid);
      assert.deepEqual(await kubernetes.read(key(namespace, 'a')), created);
      await assert.rejects(kubernetes.create(configMap(namespace, 'a')), {
        name: 'ConflictError',
      });
    });

    test('what is not there is undefined', async (kubernetes, namespace) => {
      assert.equal(await kubernetes.read(key(namespace, 'none')), undefined);
    });

    test('a dry run stores nothing', async (kubernetes, namespace) => {
      await kubernetes.create(configMap(namespace, 'a'), { dryRun: true });
      await kubernetes.apply(configMap(namespace, 'b'), { dryRun: true });
      assert.equal(await kubernetes.read(key(namespace, 'a')), undefined);
      assert.equal(await kubernetes.read(key(namespace, 'b')), undefined);
    });

    test('applying the same again changes nothing', async (kubernetes, namespace) => {
      const first = await kubernetes.apply(configMap(namespace, 'a'));
      const second = await kubernetes.apply(configMap(namespace, 'a'));
      assert.equal(
        second.metadata.resourceVersion,
        first.metadata.resourceVersion,
      );
    });

    test('applying takes away what it named before, and leaves what others wrote', async (kubernetes, namespace) => {
      await kubernetes.apply(configMap(namespace, 'a', { x: '1', y: '1' }));
      await kubernetes.mergePatch(key(namespace, 'a'), { data: { z: '1' } });
      const applied = await kubernetes.apply(
        configMap(namespace, 'a', { x: '2' }),
      );
      assert.deepEqual(applied.data, { x: '2', z: '1' });
    });

    test('applying at an old version is a conflict', async (kubernetes, namespace) => {
      const old = await kubernetes.apply(configMap(namespace, 'a'));
      await kubernetes.mergePatch(key(namespace, 'a'), { data: { x: '2' } });
      const { resourceVersion } = old.metadata;
      const desired = configMap(namespace, 'a', { x: '3' });
      await assert.rejects(
        kubernetes.apply({
          ...desired,
          metadata: { ...desired.metadata, resourceVersion },
        }),
        { name: 'ConflictError' },
      );
    });

    test('a refused object says which field', async (kubernetes, namespace) => {
      await assert.rejects(
        kubernetes.apply(cluster(namespace, 'orders', { instances: 99 })),
        { name: 'InputError', message: /instances/ },
      );
    });

    test('a patch removes by null, and compares the version', async (kubernetes, namespace) => {
      const created = await kubernetes.create(
        configMap(namespace, 'a', { x: '1', y: '1' }),
      );
      const { resourceVersion } = created.metadata;
      const patch = { metadata: { resourceVersion }, data: { y: null } };
      const patched = await kubernetes.mergePatch(key(namespace, 'a'), patch);
      assert.deepEqual(patched.data, { x: '1' });
      await assert.rejects(kubernetes.mergePatch(key(namespace, 'a'), patch), {
        name: 'ConflictError',
      });
    });

    test('what is not there can’t be patched', async (kubernetes, namespace) => {
      await assert.rejects(
        kubernetes.mergePatch(key(namespace, 'none'), { data: {} }),
        { name: 'NotFoundError' },
      );
    });

    test('a list is of one namespace and the selected labels', async (kubernetes, namespace) => {
      await kubernetes.create(configMap(namespace, 'a', {}, 'orders'));
      await kubernetes.create(configMap(namespace, 'b', {}, 'invoices'));
      const listed = await kubernetes.list(
        { apiVersion: 'v1', kind: 'ConfigMap', namespace },
        `${CLUSTER_LABEL}=orders`,
      );
      assert.deepEqual(names(listed), ['a']);
      assert.equal(listed[0].kind, 'ConfigMap');
    });

    test('deleting twice is no error, and a uid spares a successor', async (kubernetes, namespace) => {
      const first = await kubernetes.create(configMap(namespace, 'a'));
      const { uid } = first.metadata;
      await kubernetes.delete(key(namespace, 'a'), { uid });
      await kubernetes.delete(key(namespace, 'a'), { uid });
      await kubernetes.create(configMap(namespace, 'a'));
      await kubernetes.delete(key(namespace, 'a'), { uid });
      assert.ok(await kubernetes.read(key(namespace, 'a')));
    });

    test('what is owned goes with its owner', async (kubernetes, namespace) => {
      const owner = await kubernetes.create(configMap(namespace, 'owner'));
      const owned = configMap(namespace, 'owned');
      await kubernetes.create({
        ...owned,
        metadata: {
          ...owned.metadata,
          ownerReferences: [
            {
              apiVersion: 'v1',
              kind: 'ConfigMap',
              name: 'owner',
              uid: owner.metadata.uid ?? '',
            },
          ],
        },
      });
      await kubernetes.delete(key(namespace, 'owner'));
      await eventually(async () =>
        assert.equal(await kubernetes.read(key(namespace, 'owned')), undefined),
      );
    });
  });
}
