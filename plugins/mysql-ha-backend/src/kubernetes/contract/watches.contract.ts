import assert from 'node:assert/strict';
import {
  AGENT_LABEL,
  CLUSTER_LABEL,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { WatchEvent } from '../types';
import { ContractSuite } from './ContractSuite';
import { eventually } from './eventually';
import { configMap, job, key, names } from './samples';

/** Watches show what is labelled, and tell each change. */
export function watchesContract({
  describe,
  test,
  subject,
}: ContractSuite): void {
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

    test('say that a kind was listed, without which nothing can be missing', async kubernetes => {
      await eventually(async () => {
        assert.ok(kubernetes.hasListed('MySQLCluster'));
        assert.ok(kubernetes.hasListed('MySQLRestore'));
        assert.ok(kubernetes.hasListed('Node'));
      });
    });

    test('show the Jobs of the agent, which may belong to no cluster', async (kubernetes, namespace) => {
      await kubernetes.create(job(namespace, 'probe', { [AGENT_LABEL]: 'x' }));
      await kubernetes.create(
        job(namespace, 'other', { [CLUSTER_LABEL]: 'x' }),
      );
      const seen = () =>
        kubernetes
          .listWatched('Job')
          .filter(({ metadata }) => metadata.namespace === namespace);
      await eventually(async () => assert.deepEqual(names(seen()), ['probe']));
      await kubernetes.delete({
        apiVersion: 'batch/v1',
        kind: 'Job',
        namespace,
        name: 'probe',
      });
      await eventually(async () => assert.deepEqual(seen(), []));
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
}
