import {
  clusterOperatePermission,
  createOperationSchema,
  mysqlOperationSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { audited } from '../audited';
import { clusterKey, findCluster } from '../findCluster';
import { inPlainWords } from '../inPlainWords';
import { operationManifest } from '../operationManifest';
import { operationView } from '../operationView';
import { parseBody } from '../parseBody';
import { RouteContext } from './RouteContext';

/** `POST /clusters/:namespace/:name/operations`: accepted, and done as soon as those before it have ended. */
export function createOperation(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    { eventId: 'operation-create', severityLevel: 'high' },
    async (request, response) => {
      const key = clusterKey(request);
      await context.access.demand(request, clusterOperatePermission, key);
      const wanted = parseBody(createOperationSchema, request.body);
      const kubernetes = context.kubernetes();
      const cluster = await findCluster(kubernetes, key);
      const requestedBy = await context.access.requester(request);
      const created = await inPlainWords(
        kubernetes.create(operationManifest(cluster, wanted, requestedBy)),
      );
      const view = operationView(mysqlOperationSchema.parse(created));
      response.status(202).json({ ...view, requestedBy });
      const { type, target, force, reason, dryRun } = wanted;
      return {
        operation: view.name,
        type,
        target: target ?? null,
        force,
        reason: reason ?? null,
        dryRun,
      };
    },
  );
}
