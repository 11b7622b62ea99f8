import { clusterReadPermission } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { audited } from '../audited';
import { clusterKey, findCluster } from '../findCluster';
import { operationViews } from '../operationView';
import { RouteContext } from './RouteContext';

/** `GET /clusters/:namespace/:name/operations`: newest first. */
export function listOperations(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    { eventId: 'operation-fetch', severityLevel: 'low', queryType: 'all' },
    async (request, response) => {
      const key = clusterKey(request);
      await context.access.demand(request, clusterReadPermission, key);
      const kubernetes = context.kubernetes();
      await findCluster(kubernetes, key);
      const { namespace, name } = key;
      const items = operationViews(
        kubernetes.listOwned('MySQLOperation', namespace, name),
      );
      response.json({ items });
    },
  );
}
