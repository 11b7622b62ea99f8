import { clusterReadPermission } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { audited } from '../audited';
import { clusterView } from '../clusterView';
import { clusterKey, findCluster } from '../findCluster';
import { RouteContext } from './RouteContext';

/** `GET /clusters/:namespace/:name` */
export function getCluster(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    { eventId: 'cluster-fetch', severityLevel: 'low', queryType: 'by-name' },
    async (request, response) => {
      const key = clusterKey(request);
      await context.access.demand(request, clusterReadPermission, key);
      response.json(clusterView(await findCluster(context.kubernetes(), key)));
    },
  );
}
