import { ConflictError } from '@backstage/errors';
import {
  clusterOperatePermission,
  MySQLBackup,
  VERIFY_ANNOTATION,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { isGoing } from '../../backup/verification/newestGood';
import { audited } from '../audited';
import { backupKey, findBackup } from '../findBackup';
import { clusterKey, findCluster } from '../findCluster';
import { RouteContext } from './RouteContext';

/**
 * `POST /clusters/:namespace/:name/backups/:backup/verification`: has a backup restored into a throw-away instance as soon as
 * possible, to prove that it can be had back. One that is being proved goes on being so.
 */
export function verifyBackup(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    { eventId: 'backup-verify', severityLevel: 'medium' },
    async (request, response) => {
      const cluster = clusterKey(request);
      const { access } = context;
      await access.demand(request, clusterOperatePermission, cluster);
      const kubernetes = context.kubernetes();
      // In its image, and with as much room as it has.
      await findCluster(kubernetes, cluster);
      const { backup: name } = request.params;
      const backup = await findBackup(kubernetes, cluster, name);
      requireWhole(backup);
      const { metadata, spec, status } = backup;
      if (status.verification?.phase !== 'Running')
        await kubernetes.mergePatch(backupKey(metadata.namespace, name), {
          metadata: {
            // Not a successor of the same name that somebody made meanwhile.
            uid: metadata.uid,
            annotations: {
              [VERIFY_ANNOTATION]: await access.requester(request),
            },
          },
        });
      response.status(202).end();
      return {
        backup: name,
        location: spec.locationName,
        path: status.path ?? null,
      };
    },
  );
}

function requireWhole(backup: MySQLBackup): void {
  const { name } = backup.metadata;
  if (isGoing(backup))
    throw new ConflictError(`The backup ${name} is being deleted.`);
  if (backup.status.phase !== 'Succeeded')
    throw new ConflictError(
      `The backup ${name} is ${
        backup.status.phase ?? 'Pending'
      }, and only one that has Succeeded can be proved: wait for it, or choose another one.`,
    );
}
