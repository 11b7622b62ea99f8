import { InputError } from '@backstage/errors';
import {
  API_GROUP_VERSION,
  clusterDeletePermission,
  deleteClusterSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { audited } from '../audited';
import { clusterKey, findCluster } from '../findCluster';
import { parseBody } from '../parseBody';
import { RouteContext } from './RouteContext';

/** `DELETE /clusters/:namespace/:name`: asks for the name once more; the volumes go or stay by `deletionPolicy`. */
export function deleteCluster(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    { eventId: 'cluster-delete', severityLevel: 'high' },
    async (request, response) => {
      const key = clusterKey(request);
      await context.access.demand(request, clusterDeletePermission, key);
      const { confirm } = parseBody(deleteClusterSchema, request.body);
      if (confirm !== key.name) {
        throw new InputError(
          `confirm is '${confirm}', but the cluster is called '${key.name}': repeat the cluster’s name to delete it`,
        );
      }
      const kubernetes = context.kubernetes();
      const { metadata, spec } = await findCluster(kubernetes, key);
      await kubernetes.delete(
        {
          apiVersion: API_GROUP_VERSION,
          kind: 'MySQLCluster',
          ...key,
        },
        // Not a successor of the same name that somebody made meanwhile.
        { propagation: 'Background', uid: metadata.uid },
      );
      response.status(204).end();
      return { deletionPolicy: spec.deletionPolicy };
    },
  );
}
