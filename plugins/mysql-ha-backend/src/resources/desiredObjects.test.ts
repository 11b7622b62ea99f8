import { stringify } from 'yaml';
import { testCluster } from './__testUtils__/testCluster';
import { desiredObjects, obsoleteObjects } from './desiredObjects';

const context = {
  supervisorImage: 'mysql-ha/supervisor:1.0',
  secrets: {},
  random: (count: number) => new Uint8Array(count),
};

describe('desiredObjects', () => {
  it('makes what pods mount before the pods', () => {
    expect(
      desiredObjects(testCluster(), context).map(
        ({ kind, metadata }) => `${kind} ${metadata.name}`,
      ),
    ).toEqual([
      'Secret orders-system',
      'Secret orders-app',
      'ConfigMap orders-config',
      'Service orders-instances',
      'Service orders-primary',
      'Service orders-replicas',
      'PodDisruptionBudget orders-primary',
      'PodDisruptionBudget orders',
      'StatefulSet orders',
    ]);
  });

  it('ties all to the cluster but the Secrets of volumes that stay', () => {
    const owned = desiredObjects(testCluster(), context)
      .filter(({ metadata }) => metadata.ownerReferences)
      .map(({ kind }) => kind);
    expect(new Set(owned)).toEqual(
      new Set(['ConfigMap', 'Service', 'PodDisruptionBudget', 'StatefulSet']),
    );
    expect(
      desiredObjects(testCluster({ deletionPolicy: 'Delete' }), context).every(
        ({ metadata }) => metadata.ownerReferences,
      ),
    ).toBe(true);
  });

  it('gives the same for the same', () => {
    expect(desiredObjects(testCluster(), context)).toEqual(
      desiredObjects(testCluster(), context),
    );
  });

  it('knows the peers of an instance that has yet to be removed', () => {
    const objects = desiredObjects(testCluster({ instances: 2 }), {
      ...context,
      replicas: 3,
    });
    expect(JSON.stringify(objects)).toContain('orders-2.orders-instances');
  });

  it('says a whole cluster', () => {
    const objects = desiredObjects(
      testCluster({
        instances: 2,
        resources: {
          requests: { cpu: '500m', memory: '1Gi' },
          limits: { memory: '1Gi' },
        },
        config: { max_connections: '500' },
      }),
      context,
    ).filter(({ kind }) => kind !== 'Secret');
    expect(
      objects
        .map(object =>
          stringify(object, {
            aliasDuplicateObjects: false,
            lineWidth: 0,
          }),
        )
        .join('---\n'),
    ).toMatchSnapshot();
  });
});

describe('obsoleteObjects', () => {
  it('names the budgets of a cluster that shrank to one instance', () => {
    expect(
      obsoleteObjects(testCluster({ topology: 'Async', instances: 1 })),
    ).toEqual(
      ['orders-primary', 'orders'].map(name => ({
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        namespace: 'shop',
        name,
      })),
    );
    expect(obsoleteObjects(testCluster())).toEqual([]);
  });
});
