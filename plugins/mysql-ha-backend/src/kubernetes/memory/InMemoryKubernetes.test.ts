import { API_GROUP_VERSION } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { systemClock } from '../../clock';
import { kubernetesAdapterContract } from '../kubernetesAdapter.contract';
import { InMemoryApiServer } from './InMemoryApiServer';
import { InMemoryKubernetes } from './InMemoryKubernetes';

describe('InMemoryKubernetes keeps the contract', () => {
  const server = new InMemoryApiServer(systemClock);
  let namespaces = 0;

  kubernetesAdapterContract(
    { describe, it },
    {
      open: async identity => {
        const adapter = new InMemoryKubernetes({
          server,
          identity,
          clock: systemClock,
        });
        await adapter.start();
        return adapter;
      },
      freshNamespace: async () => {
        namespaces += 1;
        return `contract-${namespaces}`;
      },
      storeUnreadableCluster: async (namespace, name) => {
        server.put({
          apiVersion: API_GROUP_VERSION,
          kind: 'MySQLCluster',
          metadata: { namespace, name },
          spec: { instances: 'many' },
        });
      },
    },
  );
});

describe('InMemoryKubernetes', () => {
  const configMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      namespace: 'shop',
      name: 'a',
      labels: { 'mysqlha.dev/cluster': 'orders' },
    },
  };

  it('answers nothing and tells nothing while it is cut off, and catches up', async () => {
    const kubernetes = new InMemoryKubernetes();
    await kubernetes.start();
    kubernetes.setReachable(false);
    kubernetes.server.put(configMap);
    await expect(kubernetes.apply(configMap)).rejects.toThrow(
      'The Kubernetes API server does not answer',
    );
    expect(kubernetes.isReachable()).toBe(false);
    expect(kubernetes.getWatched('ConfigMap', 'shop', 'a')).toBeUndefined();
    kubernetes.setReachable(true);
    expect(kubernetes.getWatched('ConfigMap', 'shop', 'a')).toBeDefined();
  });

  it('shows the past while watches are held', async () => {
    const kubernetes = new InMemoryKubernetes();
    await kubernetes.start();
    kubernetes.watches.hold();
    await kubernetes.create(configMap);
    expect(kubernetes.getWatched('ConfigMap', 'shop', 'a')).toBeUndefined();
    kubernetes.watches.resume();
    expect(kubernetes.getWatched('ConfigMap', 'shop', 'a')).toBeDefined();
  });

  it('shows a write to whoever awaited it', async () => {
    const kubernetes = new InMemoryKubernetes();
    await kubernetes.start();
    await kubernetes.create(configMap);
    expect(kubernetes.getWatched('ConfigMap', 'shop', 'a')).toBeDefined();
  });

  it('takes all that a deleted namespace held, and nothing new into it', async () => {
    const kubernetes = new InMemoryKubernetes();
    await kubernetes.start();
    const namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop' },
    };
    await kubernetes.create(namespace);
    await kubernetes.create(configMap);
    await kubernetes.delete({ ...namespace, name: 'shop' });
    expect(kubernetes.getWatched('ConfigMap', 'shop', 'a')).toBeUndefined();
    await expect(kubernetes.create(configMap)).rejects.toThrow(
      'namespaces "shop" not found',
    );
  });
});
