import {
  clusterDeletePermission,
  createRestoreSchema,
  REQUESTED_BY_ANNOTATION,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { z } from 'zod';
import { audited } from '../audited';
import { belongingOf } from '../../backup/restore/belongingOf';
import { demandDataOf } from '../demandDataOf';
import { parseBody } from '../parseBody';
import { RestoreCreation } from '../RestoreCreation';
import { RouteContext } from './RouteContext';

const saidSchema = z.object({ spec: z.looseObject({}) });

/**
 * `POST /restores`: asking for the same again changes nothing. Who restores gets all data of the cluster that the backup is
 * of, so that it takes the right to connect to that one, beside the right to create the new one, or in place to delete what is there.
 */
export function createRestore(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    { eventId: 'restore-create', severityLevel: 'high' },
    async (request, response) => {
      const { access } = context;
      const wanted = parseBody(createRestoreSchema, request.body);
      const { name, namespace, spec, dryRun } = wanted;
      const { backupName, clusterName, locationName, path } = spec.source;
      // In place the data of now go, as when a cluster is deleted.
      if (spec.target.inPlace) {
        const target = { namespace, name: spec.target.clusterName };
        await access.demand(request, clusterDeletePermission, target);
      } else await access.demandCreate(request);
      const kubernetes = context.kubernetes();
      const source = await demandDataOf(
        context,
        request,
        namespace,
        spec.source,
      );
      const requestedBy = await access.requester(request);
      const result = await new RestoreCreation(kubernetes, wanted, {
        said: saidSchema.parse(request.body).spec,
        annotations: {
          ...belongingOf(
            source && kubernetes.getCluster(source.namespace, source.name),
          ),
          [REQUESTED_BY_ANNOTATION]: requestedBy,
        },
      }).run();
      response.status(result.outcome === 'created' ? 201 : 200).json(result);
      return {
        ...{ name, namespace, dryRun, outcome: result.outcome },
        source: backupName ?? clusterName ?? `${locationName}:${path}`,
        ...(spec.pointInTime && { pointInTime: spec.pointInTime }),
        sourceCluster: source?.name ?? null,
        target: spec.target.clusterName,
      };
    },
  );
}
