import { createHash } from 'node:crypto';
import { ClusterKey } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/**
 * Into how many parts all clusters are cut. Never to be changed: operators of two versions must agree on it.
 * Far more than operators, so that each can have its fair part; they cost nothing, since all stand in one record.
 */
export const SHARES = 64;

/** The part to which a cluster belongs, for as long as it has its name. */
export function shareOf({ namespace, name }: ClusterKey): number {
  const digest = createHash('sha256').update(`${namespace}/${name}`).digest();
  return digest.readUInt32BE(0) % SHARES;
}
