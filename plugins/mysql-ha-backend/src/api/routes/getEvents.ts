import { clusterReadPermission } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { audited } from '../audited';

import { clusterKey, findCluster } from '../findCluster';
import { RouteContext } from './RouteContext';

/** `GET /clusters/:namespace/:name/events`: of the cluster, its pods, volumes and set; newest first. */
export function getEvents(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    { eventId: 'cluster-fetch', severityLevel: 'low', queryType: 'events' },
    async (request, response) => {
      const key = clusterKey(request);
      await context.access.demand(request, clusterReadPermission, key);
      const kubernetes = context.kubernetes();
      await findCluster(kubernetes, key);
      const items = await kubernetes.listEvents(key.namespace, key.name);
      response.json({ items });
    },
  );
}
