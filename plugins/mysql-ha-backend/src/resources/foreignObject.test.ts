import { testCluster } from './__testUtils__/testCluster';
import { foreignObject } from './foreignObject';
import { clusterLabels } from './labels';
import { ownerReference } from './ownedMetadata';

const cluster = testCluster();
const service = (metadata: object) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'orders-primary', ...metadata },
});

describe('foreignObject', () => {
  it('takes what belongs to the cluster', () => {
    expect(
      foreignObject(
        cluster,
        service({ ownerReferences: [ownerReference(cluster)] }),
      ),
    ).toBeUndefined();
  });

  it('takes what a deleted cluster of the same name left', () => {
    expect(
      foreignObject(
        cluster,
        service({ labels: clusterLabels(cluster.metadata) }),
      ),
    ).toBeUndefined();
  });

  it('names the owner of what belongs to another', () => {
    const other = { ...ownerReference(cluster), uid: 'other', name: 'old' };
    expect(foreignObject(cluster, service({ ownerReferences: [other] }))).toBe(
      'Service orders-primary in namespace shop belongs to MySQLCluster old: delete it there, or give this cluster another name',
    );
  });

  it('leaves alone what a person made', () => {
    expect(foreignObject(cluster, service({}))).toBe(
      'Service orders-primary in namespace shop was made by somebody else: delete or rename it, or give this cluster another name',
    );
  });
});
