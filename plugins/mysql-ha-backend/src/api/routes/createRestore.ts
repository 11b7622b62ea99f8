import {
  clusterCredentialsPermission,
  clusterDeletePermission,
  createRestoreSchema,
  REQUESTED_BY_ANNOTATION,
  RestoreSpec,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { z } from 'zod';
import { audited } from '../audited';
import { sourceCluster } from '../clustersOfRestore';
import { belongingOf } from '../../backup/restore/belongingOf';
import { parseBody } from '../parseBody';
import { RestoreCreation } from '../RestoreCreation';
import { RouteContext } from './RouteContext';

/** Whose credentials it takes. */
function wordsFor(
  namespace: string,
  { backupName, clusterName, locationName, path }: RestoreSpec['source'],
): string {
  if (clusterName !== undefined) return `cluster ${namespace}/${clusterName}`;
  return backupName === undefined
    ? `every cluster, as nobody knows whose data are at ${path} of location ${namespace}/${locationName}`
    : `the cluster of backup ${namespace}/${backupName}`;
}

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
      const source = sourceCluster(kubernetes, namespace, spec);
      await access.demandForAny(request, clusterCredentialsPermission, {
        keys: source ? [source] : [],
        words: wordsFor(namespace, spec.source),
      });
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
