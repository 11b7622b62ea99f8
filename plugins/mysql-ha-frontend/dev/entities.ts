import type { Entity } from '@backstage/catalog-model';
import { CLUSTER_ANNOTATION } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** A cluster as the catalog has it, a component that uses it, and one with a mistake in its annotation. */
export const entities: Entity[] = [
  entity('Resource', 'orders', 'shop/orders', { type: 'mysql-cluster' }),
  entity('Component', 'webshop', 'shop/orders', {
    type: 'service',
    lifecycle: 'production',
  }),
  entity('Component', 'mistaken', 'orders', {
    type: 'service',
    lifecycle: 'production',
  }),
];

function entity(
  kind: string,
  name: string,
  cluster: string,
  spec: { type: string; lifecycle?: string },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      annotations: { [CLUSTER_ANNOTATION]: cluster },
    },
    spec: { owner: 'group:default/shop-team', ...spec },
  };
}
