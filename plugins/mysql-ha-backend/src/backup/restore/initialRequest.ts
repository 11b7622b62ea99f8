import {
  API_GROUP_VERSION,
  CLUSTER_LABEL,
  MySQLCluster,
  MySQLRestore,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../../kubernetes';
import { initialRestoreName } from '../../resources';
import { ownerOf } from '../records';
import { belongingOf } from './belongingOf';

/** On a MySQLRestore: the uid of the MySQLCluster that is there already and waits for it, as its `spec.initFrom` asks. */
const INITIAL_OF_ANNOTATION = 'mysqlha.dev/initial-of';

/** The restore that a cluster’s spec asks for; nothing where it asks for none. */
export function initialRequest(
  cluster: MySQLCluster,
): KubernetesObject | undefined {
  const { metadata, spec } = cluster;
  const backup = spec.initFrom?.backup;
  if (!backup) return undefined;
  const { pointInTime, ...source } = backup;
  const { name, namespace, uid } = metadata;
  return {
    ...{ apiVersion: API_GROUP_VERSION, kind: 'MySQLRestore' },
    metadata: {
      name: initialRestoreName(metadata),
      namespace,
      labels: { [CLUSTER_LABEL]: name },
      annotations: { ...belongingOf(cluster), [INITIAL_OF_ANNOTATION]: uid },
      ownerReferences: [ownerOf(cluster)],
    },
    spec: {
      source,
      target: { clusterName: name },
      ...(pointInTime && { pointInTime }),
    },
  };
}

/** The uid of the cluster whose first data it brings; nothing for any other restore. */
export function initialOf({ metadata }: MySQLRestore): string | undefined {
  return metadata.annotations[INITIAL_OF_ANNOTATION];
}
