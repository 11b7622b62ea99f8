import {
  clusterReadPermission,
  mysqlBackupScheduleSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { audited } from '../audited';
import { backupScheduleView } from '../backupViews';
import { clusterKey, findCluster } from '../findCluster';
import { RouteContext } from './RouteContext';

/** `GET /clusters/:namespace/:name/backup-schedules`: by name. */
export function listBackupSchedules(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    {
      eventId: 'backup-schedule-fetch',
      severityLevel: 'low',
      queryType: 'all',
    },
    async (request, response) => {
      const key = clusterKey(request);
      await context.access.demand(request, clusterReadPermission, key);
      const kubernetes = context.kubernetes();
      await findCluster(kubernetes, key);
      const items = kubernetes
        .listOwned('MySQLBackupSchedule', key.namespace, key.name)
        .flatMap(
          object => mysqlBackupScheduleSchema.safeParse(object).data ?? [],
        )
        .map(backupScheduleView)
        .sort((a, b) => a.name.localeCompare(b.name));
      response.json({ items });
    },
  );
}
