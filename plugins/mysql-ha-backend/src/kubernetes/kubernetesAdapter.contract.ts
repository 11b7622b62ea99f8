import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import {
  API_GROUP_VERSION,
  CLUSTER_LABEL,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesAdapter, KubernetesObject, WatchEvent } from './types';

/** The part of a test runner that the contract needs; jest's and Playwright's both fit. */
export interface ContractRunner {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => Promise<void>): void;
}

/** What the contract is run against. */
export interface ContractSubject {
  /** A started adapter; adapters with different identities speak to one API server. */
  open(identity: string): Promise<KubernetesAdapter>;
  /** A namespace that is there and empty. */
  freshNamespace(): Promise<string>;
  /** Stores a MySQLCluster that the schema refuses; left out where the API server itself refuses it. */
  storeUnreadableCluster?(namespace: string, name: string): Promise<void>;
}

/** What every implementation of KubernetesAdapter does. */
export function kubernetesAdapterContract(
  { describe, it }: ContractRunner,
  subject: ContractSubject,
): void {
  const opened: KubernetesAdapter[] = [];

  function test(
    name: string,
    body: (kubernetes: KubernetesAdapter, namespace: string) => Promise<void>,
  ): void {
    it(name, async () => {
      try {
        await body(await open('operator-1'), await subject.freshNamespace());
      } finally {
        await Promise.all(opened.splice(0).map(adapter => adapter.stop()));
      }
    });
  }

  async function open(identity: string): Promise<KubernetesAdapter> {
    const adapter = await subject.open(identity);
    opened.push(adapter);
    return adapter;
  }

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

  describe('watches', () => {
    test('show what is labelled with the cluster, in its namespace', async (kubernetes, namespace) => {
      const other = await subject.freshNamespace();
      await kubernetes.create(configMap(namespace, 'a', {}, 'orders'));
      await kubernetes.create(configMap(namespace, 'b', {}, 'invoices'));
      await kubernetes.create(configMap(namespace, 'plain'));
      await kubernetes.create(configMap(other, 'c', {}, 'orders'));
      const owned = () =>
        kubernetes.listOwned('ConfigMap', namespace, 'orders');
      await eventually(async () => {
        assert.deepEqual(names(owned()), ['a']);
        assert.ok(kubernetes.getWatched('ConfigMap', namespace, 'b'));
        assert.ok(kubernetes.getWatched('ConfigMap', other, 'c'));
      });
      assert.equal(owned()[0].kind, 'ConfigMap');
      assert.equal(
        kubernetes.getWatched('ConfigMap', namespace, 'plain'),
        undefined,
      );
    });

    test('tell each change in order', async (kubernetes, namespace) => {
      const events: WatchEvent[] = [];
      const stop = kubernetes.onChange(event => {
        if (event.object.metadata.namespace === namespace) events.push(event);
      });
      await kubernetes.create(configMap(namespace, 'a', { x: '1' }, 'orders'));
      await kubernetes.mergePatch(key(namespace, 'a'), { data: { x: '2' } });
      await kubernetes.delete(key(namespace, 'a'));
      const told = () =>
        events.filter(({ object }) => object.metadata.name === 'a');
      await eventually(async () =>
        assert.deepEqual(
          told().map(({ type, kind }) => `${type} ${kind}`),
          ['added ConfigMap', 'updated ConfigMap', 'deleted ConfigMap'],
        ),
      );
      stop();
      await kubernetes.create(configMap(namespace, 'a', {}, 'orders'));
      await eventually(async () =>
        assert.ok(kubernetes.getWatched('ConfigMap', namespace, 'a')),
      );
      assert.equal(told().length, 3);
    });

    test('lose sight of an object whose label goes', async (kubernetes, namespace) => {
      await kubernetes.create(configMap(namespace, 'a', {}, 'orders'));
      await eventually(async () =>
        assert.ok(kubernetes.getWatched('ConfigMap', namespace, 'a')),
      );
      await kubernetes.mergePatch(key(namespace, 'a'), {
        metadata: { labels: { [CLUSTER_LABEL]: null } },
      });
      await eventually(async () =>
        assert.equal(
          kubernetes.getWatched('ConfigMap', namespace, 'a'),
          undefined,
        ),
      );
    });
  });

  describe('Events', () => {
    test('equal ones are counted on one', async (kubernetes, namespace) => {
      await kubernetes.apply(cluster(namespace, 'orders'));
      const orders = await kubernetes.readCluster(namespace, 'orders');
      assert.ok(orders);
      const failed = {
        type: 'Warning',
        reason: 'CloneFailed',
        message: 'no',
      } as const;
      kubernetes.recordEvent(orders, failed);
      await eventually(async () =>
        assert.equal(
          (
            await kubernetes.listEvents(namespace, 'orders')
          ).length,
          1,
        ),
      );
      kubernetes.recordEvent(orders, failed);
      kubernetes.recordEvent(orders, failed);
      await eventually(async () => {
        const [event, ...others] = await kubernetes.listEvents(
          namespace,
          'orders',
        );
        assert.deepEqual(others, []);
        const { at, ...rest } = event;
        assert.ok(Date.parse(at) > 0);
        assert.deepEqual(rest, {
          ...failed,
          count: 3,
          object: 'MySQLCluster/orders',
        });
      });
    });
  });

  describe('Leases', () => {
    test('one operator holds, and the next one has it at once when it is released', async (first, name) => {
      const second = await open('operator-2');
      const signal = AbortSignal.timeout(20_000);
      const lease = await first.acquireLease(name, {
        onLost: unexpected,
        signal,
      });
      assert.equal(lease.isHeld(), true);
      const waiting = second.acquireLease(name, { onLost: unexpected, signal });
      const state = await Promise.race([waiting, delay(300)]);
      assert.equal(state, undefined);
      const releasedAt = Date.now();
      await lease.release();
      assert.equal(lease.isHeld(), false);
      const successor = await waiting;
      assert.equal(successor.isHeld(), true);
      assert.ok(Date.now() - releasedAt < 1500);
      await successor.release();
    });

    test('an operator does not win from itself', async (kubernetes, name) => {
      const options = {
        onLost: unexpected,
        signal: AbortSignal.timeout(20_000),
      };
      const lease = await kubernetes.acquireLease(name, options);
      await assert.rejects(kubernetes.acquireLease(name, options), {
        name: 'ConflictError',
      });
      await lease.release();
    });

    test('who gives up waiting throws', async (first, name) => {
      const second = await open('operator-2');
      const lease = await first.acquireLease(name, {
        onLost: unexpected,
        signal: AbortSignal.timeout(20_000),
      });
      const patience = new AbortController();
      const waiting = second.acquireLease(name, {
        onLost: unexpected,
        signal: patience.signal,
      });
      patience.abort(new Error('no longer wanted'));
      await assert.rejects(waiting, { message: 'no longer wanted' });
      await lease.release();
    });
  });

  describe('port-forward', () => {
    test('to a pod that is not there is refused', async (kubernetes, namespace) => {
      await assert.rejects(kubernetes.portForward(namespace, 'none', 3306), {
        name: 'NotFoundError',
      });
    });
  });
}

function unexpected(): void {
  throw new Error('the lease was lost');
}

/** Waits for an assertion to hold. */
async function eventually(assertion: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await delay(20);
  }
}

function names(objects: readonly KubernetesObject[]): readonly string[] {
  return objects.map(object => object.metadata.name);
}

function key(namespace: string, name: string) {
  return { apiVersion: 'v1', kind: 'ConfigMap', namespace, name };
}

function clusterKey(namespace: string, name: string) {
  return {
    apiVersion: API_GROUP_VERSION,
    kind: 'MySQLCluster',
    namespace,
    name,
  };
}

function configMap(
  namespace: string,
  name: string,
  data: Record<string, string> = { x: '1' },
  owner?: string,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name,
      namespace,
      ...(owner ? { labels: { [CLUSTER_LABEL]: owner } } : {}),
    },
    data,
  };
}

function cluster(
  namespace: string,
  name: string,
  spec: Record<string, unknown> = {},
): KubernetesObject {
  return {
    apiVersion: API_GROUP_VERSION,
    kind: 'MySQLCluster',
    metadata: { name, namespace },
    spec,
  };
}
