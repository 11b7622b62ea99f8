import { Entity } from '@backstage/catalog-model';
import { UsedClusterProcessor } from './UsedClusterProcessor';

function component(annotation?: string, kind = 'Component'): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name: 'orders-api',
      ...(annotation && { annotations: { 'mysqlha.dev/cluster': annotation } }),
    },
  };
}

async function relationsOf(entity: Entity) {
  const emit = jest.fn();
  await new UsedClusterProcessor().postProcessEntity(
    entity,
    { type: 'file', target: 'catalog-info.yaml' },
    emit,
  );
  return emit.mock.calls.map(([{ relation }]) => relation);
}

describe('UsedClusterProcessor', () => {
  it('relates a component to the cluster in its annotation, both ways', async () => {
    const source = {
      kind: 'Component',
      namespace: 'default',
      name: 'orders-api',
    };
    const target = { kind: 'Resource', namespace: 'shop', name: 'orders' };
    expect(await relationsOf(component('shop/orders'))).toEqual([
      { source, type: 'dependsOn', target },
      { source: target, type: 'dependencyOf', target: source },
    ]);
  });

  it.each([
    ['no annotation', component()],
    ['an annotation without a namespace', component('orders')],
    ['an annotation with too many parts', component('a/b/c')],
    [
      'the cluster’s own entity, which depends on nothing',
      component('shop/orders', 'Resource'),
    ],
  ])('leaves alone %s', async (_case, entity) => {
    expect(await relationsOf(entity)).toEqual([]);
  });
});
