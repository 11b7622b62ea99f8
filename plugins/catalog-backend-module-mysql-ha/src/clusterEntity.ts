import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  CLUSTER_ANNOTATION,
  ClusterKey,
  ClusterView,
  ENTITY_TYPE,
  Topology,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

const TOPOLOGY_TAGS: Record<Topology, string> = {
  Single: 'single',
  Async: 'async',
  SemiSync: 'semi-sync',
  GroupReplication: 'group-replication',
};

/** What an entity has that its cluster doesn’t say. */
export interface EntityOptions {
  /** Owner of a cluster that names none. */
  readonly defaultOwner: string;
  /** Address of the portal, for links: those of an entity must be absolute. */
  readonly portalUrl?: string;
}

/**
 * The entity of a cluster: `resource:<Kubernetes namespace>/<name>`. The namespace of the entity is that of the
 * cluster, because two names joined by a hyphen are not unique (`a-b`/`c` and `a`/`b-c`) and may be longer than
 * the 63 characters that an entity's name has.
 */
export function clusterEntity(
  cluster: ClusterView,
  options: EntityOptions,
): Entity {
  const { name, namespace, description, spec } = cluster;
  const { defaultOwner, portalUrl } = options;
  const location = `mysql-ha:${namespace}/${name}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace,
      ...(description && { description }),
      annotations: {
        [CLUSTER_ANNOTATION]: `${namespace}/${name}`,
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
      },
      tags: ['mysql', TOPOLOGY_TAGS[spec.topology]],
      ...(portalUrl && {
        links: [
          {
            url: `${portalUrl}/mysql/${namespace}/${name}`,
            title: 'State and connection',
          },
          { url: `${portalUrl}/mysql`, title: 'All MySQL clusters' },
        ],
      }),
    },
    spec: {
      type: ENTITY_TYPE,
      lifecycle: 'production',
      owner: cluster.owner ?? defaultOwner,
      ...(cluster.system && { system: cluster.system }),
    },
  };
}

/** The reference of a cluster's entity. */
export function clusterEntityRef({ namespace, name }: ClusterKey): string {
  return stringifyEntityRef({ kind: 'Resource', namespace, name });
}
