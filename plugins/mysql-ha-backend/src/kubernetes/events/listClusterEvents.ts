import { z } from 'zod';
import { EventView, KubernetesAdapter, KubernetesObject } from '../types';

const eventSchema = z.object({
  metadata: z.object({ creationTimestamp: z.string().optional() }),
  involvedObject: z.object({
    kind: z.string().default(''),
    name: z.string().default(''),
  }),
  type: z.string().nullish(),
  reason: z.string().nullish(),
  message: z.string().nullish(),
  count: z.number().nullish(),
  lastTimestamp: z.string().nullish(),
  eventTime: z.string().nullish(),
  series: z
    .object({
      count: z.number().nullish(),
      lastObservedTime: z.string().nullish(),
    })
    .nullish(),
});

/** Events of a cluster and of its pods, volumes and set, newest first. */
export async function listClusterEvents(
  api: Pick<KubernetesAdapter, 'list'>,
  namespace: string,
  cluster: string,
): Promise<readonly EventView[]> {
  const events = await api.list({ apiVersion: 'v1', kind: 'Event', namespace });
  return events
    .flatMap(event => toView(event, cluster))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function toView(object: KubernetesObject, cluster: string): EventView[] {
  const parsed = eventSchema.safeParse(object);
  if (!parsed.success) return [];
  const event = parsed.data;
  const { kind, name } = event.involvedObject;
  if (!belongs(kind, name, cluster)) return [];
  return [
    {
      type: event.type === 'Warning' ? 'Warning' : 'Normal',
      reason: event.reason ?? '',
      message: event.message ?? '',
      object: `${kind}/${name}`,
      count: event.series?.count ?? event.count ?? 1,
      at:
        event.series?.lastObservedTime ??
        event.lastTimestamp ??
        event.eventTime ??
        event.metadata.creationTimestamp ??
        '',
    },
  ];
}

/** By name, since Events carry no labels of the object they speak of. */
function belongs(kind: string, name: string, cluster: string): boolean {
  switch (kind) {
    case 'MySQLCluster':
    case 'StatefulSet':
      return name === cluster;
    case 'Pod':
      return isInstance(name, cluster);
    case 'PersistentVolumeClaim':
      return name.startsWith('data-') && isInstance(name.slice(5), cluster);
    default:
      return false;
  }
}

function isInstance(name: string, cluster: string): boolean {
  return (
    name.startsWith(`${cluster}-`) &&
    /^[0-9]+$/.test(name.slice(cluster.length + 1))
  );
}
