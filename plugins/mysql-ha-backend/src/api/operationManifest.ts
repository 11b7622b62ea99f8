import { randomBytes } from 'node:crypto';
import { ConflictError, InputError } from '@backstage/errors';
import {
  API_GROUP_VERSION,
  createOperationSchema,
  MySQLCluster,
  REQUESTED_BY_ANNOTATION,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { KubernetesObject } from '../kubernetes';
import { clusterLabels, ownerReference } from '../resources';

/**
 * The MySQLOperation that a request asks for.
 * @throws InputError when the target can't be one of this cluster; ConflictError when the cluster is being deleted
 */
export function operationManifest(
  cluster: MySQLCluster,
  wanted: z.output<typeof createOperationSchema>,
  requestedBy: string,
): KubernetesObject {
  const { name, namespace, deletionTimestamp } = cluster.metadata;
  if (deletionTimestamp) {
    throw new ConflictError(
      `MySQL cluster ${namespace}/${name} is being deleted, so nothing is done to it any more: wait until it is gone and create it again`,
    );
  }
  if (wanted.target !== undefined && !wanted.target.startsWith(`${name}-`)) {
    throw new InputError(
      `target is '${wanted.target}', which is no instance of ${namespace}/${name}: they are called ${name}-0, ${name}-1 and so on`,
    );
  }
  return {
    apiVersion: API_GROUP_VERSION,
    kind: 'MySQLOperation',
    metadata: {
      name: `${name}-${wanted.type.toLowerCase()}-${randomBytes(4).toString(
        'hex',
      )}`,
      namespace,
      labels: clusterLabels(cluster.metadata),
      annotations: { [REQUESTED_BY_ANNOTATION]: requestedBy },
      ownerReferences: [{ ...ownerReference(cluster), controller: false }],
    },
    spec: { clusterName: name, ...wanted },
  };
}
