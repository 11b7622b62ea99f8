import { clusterView, condition, instance } from './clusterView';
import { failover, rebuild, switchover } from './incidents';

const fine = [
  condition('Ready', 'True', 'All instances are ready.'),
  condition('PrimaryAvailable', 'True', 'A write commits.'),
  condition('Replicating', 'True', 'All replicas replicate.'),
  condition('DataSafe', 'True', 'Each commit is held by 2 instances.'),
  condition('BackedUp', 'False', 'No backups are configured.'),
];

/** Three instances, nothing to do, and a failover three days ago. */
export function healthy(name = 'orders') {
  return clusterView(name, {
    description: 'Orders of the web shop',
    status: {
      phase: 'Healthy',
      conditions: fine,
      observedGeneration: 1,
      primary: `${name}-0`,
      term: 2,
      synchronous: {
        members: [0, 1, 2].map(each => `${name}-${each}`),
        waitFor: 1,
        term: 2,
      },
      instances: [
        instance(name, 0, { role: 'Primary' }),
        instance(name, 1),
        instance(name, 2, { lagSeconds: 0.2 }),
      ],
      desiredInstances: 3,
      readyInstances: 3,
      lagSeconds: 0.2,
      incidents: [failover(name), switchover(name), rebuild(name)],
    },
  });
}

/** One instance: no copy, no lag. */
export function single() {
  return clusterView('sessions', {
    spec: { topology: 'Single', instances: 1 },
    status: {
      phase: 'Healthy',
      conditions: fine.slice(0, 2),
      primary: 'sessions-0',
      instances: [instance('sessions', 0, { role: 'Primary' })],
      desiredInstances: 1,
      readyInstances: 1,
    },
  });
}

/** Stopped on purpose. */
export function hibernated() {
  return clusterView('archive', {
    namespace: 'bi',
    owner: 'group:default/bi-team',
    spec: { hibernate: true },
    status: {
      phase: 'Hibernated',
      desiredInstances: 3,
      readyInstances: 0,
    },
  });
}

/** Nine instances, a relay among them, two on one node; two replicas below the relay don't count. */
export function large() {
  const name = 'catalog';
  return clusterView(name, {
    spec: {
      instances: 9,
      relay: { instance: 'catalog-3', below: ['catalog-7', 'catalog-8'] },
    },
    status: {
      phase: 'Healthy',
      conditions: fine,
      primary: 'catalog-0',
      synchronous: {
        members: [0, 1, 2, 3, 4, 5, 6].map(each => `${name}-${each}`),
        waitFor: 3,
        term: 5,
      },
      instances: [
        instance(name, 0, { role: 'Primary' }),
        instance(name, 1),
        instance(name, 2, { lagSeconds: 1.4 }),
        instance(name, 3, { role: 'Relay' }),
        instance(name, 4, { lagSeconds: 38, state: 'Lagging' }),
        instance(name, 5, {
          node: 'ip-10-20-31-144.eu-central-1.compute.internal',
        }),
        instance(name, 6, { node: 'node-2' }),
        instance(name, 7, { source: 'catalog-3', lagSeconds: 2.5 }),
        instance(name, 8, { source: 'catalog-3', lagSeconds: undefined }),
      ],
      desiredInstances: 9,
      readyInstances: 9,
      lagSeconds: 38,
    },
  });
}
