import { parseQuantity } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { KubernetesObject } from '../kubernetes';
import { conditionsSchema } from '../kubernetes/conditionsSchema';
import { VolumeView } from './Snapshot';

const claimSchema = z.object({
  metadata: z.object({
    name: z.string(),
    creationTimestamp: z.coerce.string().default(''),
  }),
  spec: z
    .object({
      resources: z
        .object({
          requests: z.object({ storage: z.string().optional() }).prefault({}),
        })
        .prefault({}),
    })
    .prefault({}),
  status: z
    .object({
      phase: z.string().optional(),
      capacity: z.object({ storage: z.string().optional() }).prefault({}),
      conditions: conditionsSchema,
    })
    .prefault({}),
});

/**
 * Reads a PersistentVolumeClaim.
 * @param clusterCreatedAt - RFC 3339; an older claim may hold a database
 */
export function volumeView(
  object: KubernetesObject,
  clusterCreatedAt: string | undefined,
): VolumeView {
  const claim = claimSchema.parse(object);
  const failure = claim.status.conditions.find(
    c => /Error|Infeasible/.test(c.type) && c.status === 'True',
  );
  return {
    claim: claim.metadata.name,
    bound: claim.status.phase === 'Bound',
    requestedBytes:
      parseQuantity(claim.spec.resources.requests.storage ?? '') ?? 0,
    capacityBytes: parseQuantity(claim.status.capacity.storage ?? '') ?? 0,
    adopted:
      clusterCreatedAt !== undefined &&
      claim.metadata.creationTimestamp !== '' &&
      Date.parse(claim.metadata.creationTimestamp) <
        Date.parse(clusterCreatedAt),
    problem: failure?.message,
  };
}
