import { NotFoundError } from '@backstage/errors';
import {
  API_GROUP_VERSION,
  clusterReadPermission,
  mysqlRestoreSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { audited } from '../audited';
import { restoreView } from '../backupViews';
import { clustersOfRestore } from '../../backup/restore/clustersOfRestore';
import { RouteContext } from './RouteContext';

/**
 * `GET /restores/:namespace/:name`: for who may see the cluster that gets the data or the one that they are of, as the
 * first is not there in the beginning and the second perhaps no more.
 */
export function getRestore(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    { eventId: 'restore-fetch', severityLevel: 'low', queryType: 'by-name' },
    async (request, response) => {
      const { namespace, name } = request.params;
      const kubernetes = context.kubernetes();
      // From the API server when the watch has not seen it yet, as just after its creation.
      const object =
        kubernetes.getWatched('MySQLRestore', namespace, name) ??
        (await kubernetes.read({
          apiVersion: API_GROUP_VERSION,
          kind: 'MySQLRestore',
          namespace,
          name,
        }));
      const restore = mysqlRestoreSchema.safeParse(object).data;
      await context.access.demandForAny(request, clusterReadPermission, {
        keys: restore
          ? clustersOfRestore(kubernetes, namespace, restore.spec)
          : [],
        words: `the clusters of restore ${namespace}/${name}`,
      });
      if (!restore) {
        throw new NotFoundError(
          `There is no MySQLRestore ${namespace}/${name}. It may have been deleted, or the name or namespace is misspelt: kubectl -n ${namespace} get mysqlrestores lists them.`,
        );
      }
      response.json(restoreView(restore));
    },
  );
}
