import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** What is asked of a server. */
export interface DumpRequest {
  /** All that its binary logs hold but these. */
  readonly exclude: GtidSet;
  /** Of the one who asks; no server of the cluster may have it. */
  readonly serverId: number;
  /** By which the server tells it from others that read it, and ends one of before that hangs. */
  readonly serverUuid: string;
}

const comBinlogDumpGtid = 0x1e;
/** The server finds the first file by the set. */
const throughGtid = 0x04;
/** Each file’s first event. */
const firstPosition = 4n;

/**
 * COM_BINLOG_DUMP_GTID
 * (https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_binlog_dump_gtid.html), without the packet’s
 * header. Tagged transactions can’t stand in this form of a set: the server sends them again, who reads leaves them out.
 */
export function dumpRequest({
  exclude,
  serverId,
}: Pick<DumpRequest, 'exclude' | 'serverId'>): Buffer {
  const set = encodeSet(exclude);
  const head = Buffer.alloc(23);
  head.writeUInt8(comBinlogDumpGtid, 0);
  head.writeUInt16LE(throughGtid, 1);
  head.writeUInt32LE(serverId, 3);
  head.writeUInt32LE(0, 7); // no file’s name
  head.writeBigUInt64LE(firstPosition, 11);
  head.writeUInt32LE(set.length, 19);
  return Buffer.concat([head, set]);
}

function encodeSet(set: GtidSet): Buffer {
  const servers = set
    .toString()
    .split(',')
    .map(text => text.split(':'))
    .map(([uuid = '', ...parts]) => ({ uuid, ranges: untagged(parts) }))
    .filter(({ ranges }) => ranges.length > 0);
  return Buffer.concat([
    uint64(BigInt(servers.length)),
    ...servers.flatMap(({ uuid, ranges }) => [
      Buffer.from(uuid.replaceAll('-', ''), 'hex'),
      uint64(BigInt(ranges.length)),
      ...ranges.flatMap(range => {
        const [first = '', last = first] = range.split('-');
        return [uint64(BigInt(first)), uint64(BigInt(last) + 1n)];
      }),
    ]),
  ]);
}

/** Intervals stand before the first tag. */
function untagged(parts: readonly string[]): string[] {
  const tag = parts.findIndex(part => !/^\d/.test(part));
  return parts.slice(0, tag < 0 ? undefined : tag);
}

function uint64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}
