import { NotFoundError } from '@backstage/errors';
import {
  API_GROUP_VERSION,
  clusterReadPermission,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { audited } from '../audited';
import { clusterKey, findCluster } from '../findCluster';
import { operationViews } from '../operationView';
import { RouteContext } from './RouteContext';

/** `GET /clusters/:namespace/:name/operations/:operation` */
export function getOperation(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    { eventId: 'operation-fetch', severityLevel: 'low', queryType: 'by-name' },
    async (request, response) => {
      const key = clusterKey(request);
      await context.access.demand(request, clusterReadPermission, key);
      const kubernetes = context.kubernetes();
      await findCluster(kubernetes, key);
      const { operation } = request.params;
      // From the API server when the watch has not seen it yet, as just after its creation.
      const object =
        kubernetes.getWatched('MySQLOperation', key.namespace, operation) ??
        (await kubernetes.read({
          apiVersion: API_GROUP_VERSION,
          kind: 'MySQLOperation',
          namespace: key.namespace,
          name: operation,
        }));
      const [view] = object ? operationViews([object]) : [];
      if (view?.clusterName !== key.name) {
        throw new NotFoundError(
          `There is no operation ${operation} of MySQL cluster ${key.namespace}/${key.name}: the newest 20 are kept, and the list shows them`,
        );
      }
      response.json(view);
    },
  );
}
