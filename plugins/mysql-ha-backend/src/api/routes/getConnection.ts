import { clusterCredentialsPermission } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { audited } from '../audited';
import { connectionDetails } from '../connectionDetails';
import { clusterKey, findCluster } from '../findCluster';
import { RouteContext } from './RouteContext';

/** `GET /clusters/:namespace/:name/connection`: never the password. */
export function getConnection(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    { eventId: 'connection-fetch', severityLevel: 'low', queryType: 'by-name' },
    async (request, response) => {
      const key = clusterKey(request);
      await context.access.demand(request, clusterCredentialsPermission, key);
      const { metadata } = await findCluster(context.kubernetes(), key);
      response.json(connectionDetails(metadata));
    },
  );
}
