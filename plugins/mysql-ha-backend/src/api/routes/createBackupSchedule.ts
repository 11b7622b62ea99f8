import {
  clusterOperatePermission,
  createBackupScheduleSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { z } from 'zod';
import { audited } from '../audited';
import { BackupScheduleCreation } from '../BackupScheduleCreation';
import { clusterKey, findCluster } from '../findCluster';
import { parseBody } from '../parseBody';
import { RouteContext } from './RouteContext';

const saidSchema = z.object({ spec: z.looseObject({}) });

/** `POST /clusters/:namespace/:name/backup-schedules`: what exists already with the same content is left as it is. */
export function createBackupSchedule(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    { eventId: 'backup-schedule-create', severityLevel: 'medium' },
    async (request, response) => {
      const key = clusterKey(request);
      await context.access.demand(request, clusterOperatePermission, key);
      const wanted = parseBody(createBackupScheduleSchema, request.body);
      const kubernetes = context.kubernetes();
      const result = await new BackupScheduleCreation(
        kubernetes,
        await findCluster(kubernetes, key),
        wanted,
        saidSchema.parse(request.body).spec,
      ).run();
      response.status(result.outcome === 'created' ? 201 : 200).json(result);
      const { name, dryRun, spec } = wanted;
      const { schedule, timeZone } = spec;
      const { outcome } = result;
      return { name, schedule, timeZone, dryRun, outcome };
    },
  );
}
