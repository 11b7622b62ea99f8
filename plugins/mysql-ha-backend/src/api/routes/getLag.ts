import { clusterReadPermission } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { RequestHandler } from 'express';
import { audited } from '../audited';

import { clusterKey, findCluster } from '../findCluster';
import { RouteContext } from './RouteContext';

/** `GET /clusters/:namespace/:name/lag`: up to an hour, oldest first. */
export function getLag(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    { eventId: 'cluster-fetch', severityLevel: 'low', queryType: 'lag' },
    async (request, response) => {
      const key = clusterKey(request);
      await context.access.demand(request, clusterReadPermission, key);
      await findCluster(context.kubernetes(), key);
      response.json({ samples: context.lagSamples(key.namespace, key.name) });
    },
  );
}
