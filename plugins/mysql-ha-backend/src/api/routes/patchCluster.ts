import { ConflictError } from '@backstage/errors';
import {
  API_GROUP_VERSION,
  clusterOperatePermission,
  clusterSpecSchema,
  mysqlClusterSchema,
  patchClusterSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { z } from 'zod';
import { assertCanGrow } from '../assertCanGrow';
import { assertCarriedOut } from '../assertCarriedOut';
import { audited } from '../audited';
import { clusterView } from '../clusterView';
import { demandDataOf } from '../demandDataOf';
import { differences } from '../differences';
import { clusterKey, findCluster } from '../findCluster';
import { inPlainWords } from '../inPlainWords';
import { mergePatch } from '../mergePatch';
import { parseBody } from '../parseBody';
import { RouteContext } from './RouteContext';

const resultSchema = z.object({ spec: clusterSpecSchema });

/** `PATCH /clusters/:namespace/:name`: a JSON merge patch of `spec` (RFC 7386). */
export function patchCluster(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    { eventId: 'cluster-change', severityLevel: 'medium' },
    async (request, response) => {
      const key = clusterKey(request);
      await context.access.demand(request, clusterOperatePermission, key);
      const patch = parseBody(patchClusterSchema, request.body);
      const kubernetes = context.kubernetes();
      const cluster = await findCluster(kubernetes, key);
      if (cluster.metadata.deletionTimestamp) {
        throw new ConflictError(
          `MySQL cluster ${key.namespace}/${key.name} is being deleted, so it can’t be changed: wait until it is gone and create it again`,
        );
      }
      const { spec } = parseBody(resultSchema, {
        spec: mergePatch(cluster.spec, patch.spec),
      });
      assertCarriedOut(key, spec, cluster.spec);
      const changed = differences(cluster.spec, spec);
      const { backup } = spec.initFrom ?? {};
      if (backup && changed.some(field => field.startsWith('initFrom')))
        await demandDataOf(context, request, key.namespace, backup);
      if (changed.length === 0) {
        response.json(clusterView(cluster));
        return { changed };
      }
      await assertCanGrow(kubernetes, cluster, spec.storage.size);
      const result = await inPlainWords(
        kubernetes.mergePatch(
          { apiVersion: API_GROUP_VERSION, kind: 'MySQLCluster', ...key },
          { spec: patch.spec },
        ),
      );
      response.json(clusterView(mysqlClusterSchema.parse(result)));
      return { changed };
    },
  );
}
