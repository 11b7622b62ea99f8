/** What each binary log begins with. */
export const magic = Buffer.from([0xfe, 0x62, 0x69, 0x6e]);

/** Types of events (https://dev.mysql.com/doc/dev/mysql-server/latest/namespacemysql_1_1binlog_1_1event.html). */
export const eventType = {
  rotate: 4,
  formatDescription: 15,
  tableMap: 19,
  gtid: 33,
  anonymousGtid: 34,
  previousGtids: 35,
  transactionPayload: 40,
  taggedGtid: 42,
} as const;

/** Bytes before an event’s own. */
export const headerBytes = 19;

/** Behind each event, as all servers of a cluster write CRC32. */
export const checksumBytes = 4;

/** What stands before each event. */
export interface EventHeader {
  readonly type: number;
  /** Of the whole event. */
  readonly bytes: number;
}

/** Reads the header of an event. */
export function readHeader(bytes: Buffer): EventHeader {
  return { type: bytes.readUInt8(4), bytes: bytes.readUInt32LE(9) };
}

/** Whether a transaction begins with events of this type. */
export function beginsTransaction(type: number): boolean {
  return type === eventType.gtid || type === eventType.taggedGtid;
}

/**
 * What two format descriptions must have in common, for the events of one to be read by the other: all but when they
 * were written (5.6 and later: version of the format, of the server, and the lengths of what stands in each event).
 */
export function formatOf(description: Buffer): string {
  const created = headerBytes + 52;
  return Buffer.concat([
    description.subarray(headerBytes, created - 2),
    description.subarray(created + 2, description.length - checksumBytes),
  ]).toString('latin1');
}
