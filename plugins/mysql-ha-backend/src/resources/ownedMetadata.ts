import {
  API_GROUP_VERSION,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { OwnerReference } from '../kubernetes/types';
import { clusterLabels } from './labels';

/** What ties an object to its cluster: Kubernetes deletes it with the cluster, also when no operator runs. */
export function ownerReference({ metadata }: MySQLCluster): OwnerReference {
  return {
    apiVersion: API_GROUP_VERSION,
    kind: 'MySQLCluster',
    name: metadata.name,
    uid: metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** Metadata of an object that goes with its cluster. */
export function ownedMetadata(cluster: MySQLCluster, name: string) {
  return {
    name,
    namespace: cluster.metadata.namespace,
    labels: clusterLabels(cluster.metadata),
    ownerReferences: [ownerReference(cluster)],
  };
}

/**
 * Metadata of a Secret. With `deletionPolicy: Retain` it outlives the cluster, because the volumes do and hold the same
 * passwords: a cluster of the same name adopts both.
 */
export function secretMetadata(cluster: MySQLCluster, name: string) {
  const { ownerReferences, ...metadata } = ownedMetadata(cluster, name);
  return cluster.spec.deletionPolicy === 'Delete'
    ? { ...metadata, ownerReferences }
    : metadata;
}
