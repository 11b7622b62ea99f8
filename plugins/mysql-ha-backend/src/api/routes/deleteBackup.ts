import { InputError } from '@backstage/errors';
import {
  clusterDeletePermission,
  DELETE_WITH_DATA_ANNOTATION,
  deleteBackupSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { audited } from '../audited';
import { backupKey, findBackup } from '../findBackup';
import { clusterKey } from '../findCluster';
import { parseBody } from '../parseBody';
import { RouteContext } from './RouteContext';

/**
 * `DELETE /clusters/:namespace/:name/backups/:backup`: asks for the name once more, and whether the data go too. The resource
 * alone is gone at once; with its data it stays until nothing of them is left, and says why if that takes its time.
 */
export function deleteBackup(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    { eventId: 'backup-delete', severityLevel: 'high' },
    async (request, response) => {
      const cluster = clusterKey(request);
      await context.access.demand(request, clusterDeletePermission, cluster);
      const { confirm, withData } = parseBody(deleteBackupSchema, request.body);
      const { namespace } = cluster;
      const { backup: name } = request.params;
      if (confirm !== name) {
        throw new InputError(
          `confirm is '${confirm}', but the backup is called '${name}': repeat the backup’s name to delete it`,
        );
      }
      const kubernetes = context.kubernetes();
      const key = backupKey(namespace, name);
      const backup = await findBackup(kubernetes, cluster, name);
      const { metadata, spec, status } = backup;
      if (withData) {
        await kubernetes.mergePatch(key, {
          metadata: {
            // Not a successor of the same name that somebody made meanwhile.
            uid: metadata.uid,
            annotations: { [DELETE_WITH_DATA_ANNOTATION]: 'true' },
          },
        });
      } else {
        await kubernetes.delete(key, {
          propagation: 'Background',
          uid: metadata.uid,
        });
      }
      response.status(withData ? 202 : 204).end();
      return {
        withData,
        location: spec.locationName,
        path: status.path ?? null,
      };
    },
  );
}
