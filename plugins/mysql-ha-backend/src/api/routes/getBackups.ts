import { clusterReadPermission } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { audited } from '../audited';
import { backupsOfCluster } from '../backupsOfCluster';
import { clusterKey, findCluster, lookUpCluster } from '../findCluster';
import { RouteContext } from './RouteContext';

/**
 * `GET /clusters/:namespace/:name/backups`: what a page shows of backups, in one answer. Backups outlive their cluster, so
 * those of one that is gone are shown too.
 */
export function getBackups(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    { eventId: 'backup-fetch', severityLevel: 'low', queryType: 'all' },
    async (request, response) => {
      const key = clusterKey(request);
      await context.access.demand(request, clusterReadPermission, key);
      const kubernetes = context.kubernetes();
      const cluster = await lookUpCluster(kubernetes, key);
      const view = backupsOfCluster(kubernetes, key, cluster);
      if (view.totalBackups === 0) await findCluster(kubernetes, key);
      response.json(view);
    },
  );
}
