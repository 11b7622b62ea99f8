import {
  clusterReadPermission,
  newestTransactionQuerySchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { audited } from '../audited';
import { clusterKey, findCluster } from '../findCluster';
import { parseBody } from '../parseBody';
import { RouteContext } from './RouteContext';

/**
 * `GET /clusters/:namespace/:name/newest-transaction?until=…`: which transaction a restore to that moment would end with. Like
 * the range that can be restored, whoever sees the cluster may know it: it tells when something was committed, not what.
 */
export function getNewestTransaction(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    {
      eventId: 'backup-fetch',
      severityLevel: 'low',
      queryType: 'newest-transaction',
    },
    async (request, response) => {
      const key = clusterKey(request);
      await context.access.demand(request, clusterReadPermission, key);
      const { until } = parseBody(newestTransactionQuerySchema, request.query);
      const cluster = await findCluster(context.kubernetes(), key);
      response.json(await context.newestTransaction(cluster, until));
    },
  );
}
