import {
  ClusterKey,
  VolumeMove,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { KubernetesObject } from '../kubernetes';
import { DATA_VOLUME, volumeClaimName } from '../resources';

const boundSchema = z.object({
  spec: z.object({
    volumeName: z.string(),
    resources: z.object({ requests: z.object({ storage: z.string() }) }),
  }),
});

/**
 * Which volume has to get which claim, so that the first instance begins with the restored data, and the others empty; pure.
 * What they have now is kept by claims that no instance uses.
 *
 * @param claims - of the cluster’s instances
 * @param restored - the one with the restored data
 * @param uid - of the restore
 * @returns a sentence when a claim has no volume
 */
export function movesFor(
  cluster: ClusterKey,
  claims: readonly KubernetesObject[],
  restored: KubernetesObject,
  uid: string,
): readonly VolumeMove[] | string {
  const first = volumeClaimName(cluster, 0);
  const moves: VolumeMove[] = [];
  for (const claim of [...claims, restored]) {
    const { name } = claim.metadata;
    const isOwn = /-\d+$/.test(name) && name.startsWith(`${DATA_VOLUME}-`);
    if (!isOwn && claim !== restored) continue;
    const bound = boundSchema.safeParse(claim).data?.spec;
    if (!bound) return `The volume claim ${name} has no volume yet.`;
    moves.push({
      volume: bound.volumeName,
      from: name,
      to: claim === restored ? first : keptClaimName(name, uid),
      size: bound.resources.requests.storage,
    });
  }
  return moves;
}

/** `kept-orders-0-1a2b3c4d`, of `data-orders-0`. */
function keptClaimName(claim: string, uid: string): string {
  return `kept-${claim.replace(`${DATA_VOLUME}-`, '')}-${uid.slice(0, 8)}`;
}
