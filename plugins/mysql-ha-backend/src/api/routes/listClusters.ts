import { RequestHandler } from 'express';
import { audited } from '../audited';
import { clusterView } from '../clusterView';
import { RouteContext } from './RouteContext';

/** `GET /clusters`: those that the caller may see, by namespace and name. */
export function listClusters(context: RouteContext): RequestHandler {
  return audited(
    context.auditor,
    { eventId: 'cluster-fetch', severityLevel: 'low', queryType: 'all' },
    async (request, response) => {
      const clusters = await context.access.visible(
        request,
        context.kubernetes().listClusters(),
      );
      const items = clusters
        .map(clusterView)
        .sort(
          (a, b) =>
            a.namespace.localeCompare(b.namespace) ||
            a.name.localeCompare(b.name),
        );
      response.json({ items });
    },
  );
}
