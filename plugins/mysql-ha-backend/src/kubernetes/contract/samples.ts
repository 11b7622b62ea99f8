import {
  API_GROUP_VERSION,
  CLUSTER_LABEL,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../types';

/** The names of objects, in their order. */
export function names(objects: readonly KubernetesObject[]): readonly string[] {
  return objects.map(object => object.metadata.name);
}

/** The key of a ConfigMap. */
export function key(namespace: string, name: string) {
  return { apiVersion: 'v1', kind: 'ConfigMap', namespace, name };
}

/** The key of a MySQLCluster. */
export function clusterKey(namespace: string, name: string) {
  return {
    apiVersion: API_GROUP_VERSION,
    kind: 'MySQLCluster',
    namespace,
    name,
  };
}

/** A ConfigMap, labelled with the cluster that owns it. */
export function configMap(
  namespace: string,
  name: string,
  data: Record<string, string> = { x: '1' },
  owner?: string,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name,
      namespace,
      ...(owner ? { labels: { [CLUSTER_LABEL]: owner } } : {}),
    },
    data,
  };
}

/** A Job that makes no pod. */
export function job(
  namespace: string,
  name: string,
  labels: Record<string, string>,
): KubernetesObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace, labels },
    spec: {
      suspend: true,
      template: {
        spec: {
          restartPolicy: 'Never',
          containers: [{ name: 'none', image: 'none' }],
        },
      },
    },
  };
}

/** A MySQLCluster. */
export function cluster(
  namespace: string,
  name: string,
  spec: Record<string, unknown> = {},
): KubernetesObject {
  return {
    apiVersion: API_GROUP_VERSION,
    kind: 'MySQLCluster',
    metadata: { name, namespace },
    spec,
  };
}
