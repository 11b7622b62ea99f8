import {
  API_GROUP,
  CLUSTER_LABEL,
  ClusterKey,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** Value of `endpointslice.kubernetes.io/managed-by`: Kubernetes’ own controller leaves these slices alone. */
export const MANAGED_BY = API_GROUP;

/** On an EndpointSlice: the term in which it was written. */
export const TERM_ANNOTATION = `${API_GROUP}/term`;

/** On a pod: the fingerprint of what the spec says of it; see `podFingerprint`. */
export const POD_FINGERPRINT_ANNOTATION = `${API_GROUP}/pod-fingerprint`;

/** On a PersistentVolume: the reclaim policy it had before `deletionPolicy: Retain`. */
export const RECLAIM_POLICY_ANNOTATION = `${API_GROUP}/reclaim-policy-before`;

/** Labels of every object of a cluster. */
export function clusterLabels({
  name,
}: ClusterKey): Readonly<Record<string, string>> {
  return {
    [CLUSTER_LABEL]: name,
    'app.kubernetes.io/name': 'mysql',
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/managed-by': API_GROUP,
  };
}

/**
 * What selects the instances’ pods. A StatefulSet’s selector can never change, and pods of Jobs will carry the cluster’s
 * label too: hence the component.
 */
export function instanceSelector({
  name,
}: ClusterKey): Readonly<Record<string, string>> {
  return {
    [CLUSTER_LABEL]: name,
    'app.kubernetes.io/component': 'instance',
  };
}
