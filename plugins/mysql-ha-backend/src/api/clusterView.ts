import {
  ClusterView,
  DESCRIPTION_ANNOTATION,
  MySQLCluster,
  OWNER_ANNOTATION,
  SYSTEM_ANNOTATION,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** A cluster as the API shows it. */
export function clusterView(cluster: MySQLCluster): ClusterView {
  const { metadata, spec, status } = cluster;
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    createdAt: metadata.creationTimestamp,
    deleting: metadata.deletionTimestamp !== undefined,
    generation: metadata.generation,
    owner: metadata.annotations[OWNER_ANNOTATION],
    system: metadata.annotations[SYSTEM_ANNOTATION],
    description: metadata.annotations[DESCRIPTION_ANNOTATION],
    spec,
    status,
  };
}
