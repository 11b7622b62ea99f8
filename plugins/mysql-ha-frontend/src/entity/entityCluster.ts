import type { Entity } from '@backstage/catalog-model';
import {
  CLUSTER_ANNOTATION,
  ClusterKey,
  clusterNameSchema,
  namespaceSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/**
 * Whether an entity is a MySQL cluster or uses one, by its annotation `mysqlha.dev/cluster`.
 * @public
 */
export function isMysqlClusterAvailable(entity: Entity): boolean {
  return Boolean(entity.metadata.annotations?.[CLUSTER_ANNOTATION]);
}

/** What the annotation names; `undefined` when it doesn't read `namespace/name`. */
export function clusterOf(entity: Entity): ClusterKey | undefined {
  const parts = (entity.metadata.annotations?.[CLUSTER_ANNOTATION] ?? '').split(
    '/',
  );
  const namespace = namespaceSchema.safeParse(parts[0]);
  const name = clusterNameSchema.safeParse(parts[1]);
  return parts.length === 2 && namespace.success && name.success
    ? { namespace: namespace.data, name: name.data }
    : undefined;
}
