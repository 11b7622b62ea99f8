import {
  clusterOperatePermission,
  createBackupSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { z } from 'zod';
import { audited } from '../audited';
import { BackupCreation } from '../BackupCreation';
import { clusterKey, findCluster } from '../findCluster';
import { parseBody } from '../parseBody';
import { RouteContext } from './RouteContext';

const saidSchema = z.object({ spec: z.looseObject({}).default({}) });

/** `POST /clusters/:namespace/:name/backups`: made as soon as possible; asking for the same again changes nothing. */
export function createBackup(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    { eventId: 'backup-create', severityLevel: 'medium' },
    async (request, response) => {
      const key = clusterKey(request);
      const { access } = context;
      await access.demand(request, clusterOperatePermission, key);
      const wanted = parseBody(createBackupSchema, request.body);
      const kubernetes = context.kubernetes();
      const cluster = await findCluster(kubernetes, key);
      const result = await new BackupCreation(kubernetes, cluster, wanted, {
        said: saidSchema.parse(request.body).spec,
        requestedBy: await access.requester(request),
      }).run();
      response.status(result.outcome === 'created' ? 201 : 200).json(result);
      return {
        backup: wanted.name,
        method: wanted.spec.method,
        dryRun: wanted.dryRun,
        outcome: result.outcome,
      };
    },
  );
}
