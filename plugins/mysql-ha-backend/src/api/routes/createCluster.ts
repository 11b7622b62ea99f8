import {
  createClusterSchema,
  CreateClusterResult,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { audited } from '../audited';
import { ClusterCreation } from '../ClusterCreation';
import { clusterManifest } from '../clusterManifest';
import { demandDataOf } from '../demandDataOf';
import { parseBody } from '../parseBody';
import { RouteContext } from './RouteContext';

/** `POST /clusters`: creating what exists already with the same content changes nothing. */
export function createCluster(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    { eventId: 'cluster-create', severityLevel: 'medium' },
    async (request, response) => {
      await context.access.demandCreate(request);
      const wanted = parseBody(createClusterSchema, request.body);
      const { backup } = wanted.spec.initFrom ?? {};
      if (backup)
        await demandDataOf(context, request, wanted.namespace, backup);
      const manifest = clusterManifest(wanted, request.body, context.defaults);
      const result: CreateClusterResult = await ClusterCreation.create(
        context.kubernetes(),
        manifest,
      ).run(wanted);
      response.status(result.outcome === 'created' ? 201 : 200).json(result);
      return {
        namespace: wanted.namespace,
        name: wanted.name,
        dryRun: wanted.dryRun,
        outcome: result.outcome,
      };
    },
  );
}
