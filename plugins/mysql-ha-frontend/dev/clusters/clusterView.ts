import {
  ClusterView,
  clusterViewSchema,
  InstanceStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';

type Input = z.input<typeof clusterViewSchema>;

/** A cluster that the schema accepts, with defaults in place. */
export function clusterView(
  name: string,
  rest: Partial<Omit<Input, 'name'>> = {},
): ClusterView {
  return clusterViewSchema.parse({
    name,
    namespace: 'shop',
    createdAt: ago(86_400 * 12),
    deleting: false,
    generation: 1,
    owner: 'group:default/shop-team',
    spec: {},
    status: {},
    ...rest,
  });
}

/** A moment this many seconds before now. */
export function ago(seconds: number): string {
  return new Date(Date.now() - seconds * 1_000).toISOString();
}

/** A condition that has been so for a while. */
export function condition(
  type: NonNullable<ClusterView['status']['conditions']>[number]['type'],
  status: 'True' | 'False' | 'Unknown',
  message: string,
  seconds = 3_600,
) {
  return {
    type,
    status,
    reason: 'Observed',
    message,
    lastTransitionTime: ago(seconds),
  };
}

/** An instance `<cluster>-<ordinal>` on a node of its own, replicating from the first one. */
export function instance(
  cluster: string,
  ordinal: number,
  rest: Partial<InstanceStatus> = {},
): InstanceStatus {
  const primary = rest.role === 'Primary';
  return {
    name: `${cluster}-${ordinal}`,
    role: 'Replica',
    state: 'Healthy',
    version: '9.7.4',
    node: `node-${ordinal + 1}`,
    serverId: 1_000 + ordinal,
    gtidExecuted:
      '3f1c9a52-7d1e-11f0-9b5e-0242ac120002:1-184223,\n8e55c0de-7d1e-11f0-a3a1-0242ac120003:1-12',
    ...(primary ? {} : { source: `${cluster}-0`, lagSeconds: 0 }),
    ...rest,
  };
}
