import { ClusterSpec } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { parseSize } from '../../resources';
import { canonicalKey } from '../../resources/mycnf/canonicalKey';

const MIB = 1024 ** 2;

/** 100 MiB of the program, 16 of events that wait, a segment of 8 in three forms; the rest is for what is not foreseen. */
const OWN_BYTES = 256 * MIB;
/** A row comes in pieces, is put together, and is copied out of the connection. */
const COPIES = 3;
/** https://dev.mysql.com/doc/refman/9.7/en/server-system-variables.html#sysvar_max_allowed_packet */
const DEFAULT_PACKET_BYTES = 64 * MIB;

/**
 * Most memory of an archiver, as a Kubernetes quantity. It grows neither with the database nor with a transaction; but one row
 * has to fit, and the server lets it be as large as a packet.
 */
export function archiverMemory({
  config,
}: Pick<ClusterSpec, 'config'>): string {
  const [, packet = ''] =
    Object.entries(config).find(
      ([key]) => canonicalKey(key) === 'max_allowed_packet',
    ) ?? [];
  const row = parseSize(packet) ?? DEFAULT_PACKET_BYTES;
  return `${Math.ceil((OWN_BYTES + COPIES * row) / MIB)}Mi`;
}
