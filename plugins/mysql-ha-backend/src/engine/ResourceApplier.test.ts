import { InMemoryKubernetes } from '../kubernetes/memory';
import { services } from '../resources';
import { testCluster } from '../resources/__testUtils__/testCluster';
import { ResourceApplier } from './ResourceApplier';

describe('ResourceApplier', () => {
  const cluster = testCluster();
  const wanted = services(cluster);
  const [first] = wanted;
  let kubernetes: InMemoryKubernetes;
  let applier: ResourceApplier;

  beforeEach(async () => {
    kubernetes = new InMemoryKubernetes();
    await kubernetes.start();
    applier = new ResourceApplier(kubernetes);
  });

  const existing = (metadata: object) =>
    kubernetes.create({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        ...first.metadata,
        labels: {},
        ownerReferences: [],
        ...metadata,
      },
    });

  it('takes free names, and asks for each once', async () => {
    await applier.assertFree(cluster, wanted);
    for (const object of wanted) await applier.apply(object);
    const asked = kubernetes.requests.length;
    await applier.assertFree(cluster, wanted);
    for (const object of wanted) {
      expect(await applier.apply(object)).toBe(false);
    }
    expect(kubernetes.requests).toHaveLength(asked);
  });

  it('writes over nothing newer than what an object was made from', async () => {
    const read = await kubernetes.apply(first);
    kubernetes.server.put({ ...read, spec: { type: 'NodePort' } });
    await expect(applier.apply(first, read)).rejects.toThrow(
      'somebody else wrote first',
    );
  });

  it('refuses a name under which somebody else has something', async () => {
    await existing({});
    await expect(applier.assertFree(cluster, wanted)).rejects.toMatchObject({
      name: 'NameTakenError',
      passes: false,
      message: expect.stringContaining('give this cluster another name'),
    });
  });

  it('waits for what a deleted cluster of the same name leaves behind', async () => {
    await existing({
      ownerReferences: [
        {
          apiVersion: 'mysqlha.dev/v1alpha1',
          kind: 'MySQLCluster',
          name: cluster.metadata.name,
          uid: 'of the deleted one',
          controller: true,
        },
      ],
    });
    await expect(applier.assertFree(cluster, wanted)).rejects.toMatchObject({
      passes: true,
    });
  });
});
