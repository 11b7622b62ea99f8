import { createHash } from 'node:crypto';
import { ClusterKey } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** 42 million bases of a hundred ids each stay below 2³² − 1, the largest server_id. */
const BASES = 42_000_000;

/** Room for ordinals 0 to 98 above each base. */
const IDS_PER_CLUSTER = 100;

/**
 * What the server ids of a cluster begin after: the same for the same name for ever, and different for other clusters, so
 * that one may replicate from another (https://dev.mysql.com/doc/refman/9.7/en/replication-options.html#sysvar_server_id).
 */
export function serverIdBase({ namespace, name }: ClusterKey): number {
  const hash = createHash('sha256').update(`${namespace}/${name}`).digest();
  return ((hash.readUInt32BE(0) % BASES) + 1) * IDS_PER_CLUSTER;
}

/** The server_id of an instance. */
export function serverId(cluster: ClusterKey, ordinal: number): number {
  return serverIdBase(cluster) + ordinal + 1;
}
