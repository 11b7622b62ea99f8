import { crc32 } from 'node:zlib';
import { checksumBytes, eventType, headerBytes } from '../binlog';

/** In a format description, before its own checksum: how the events that follow are checked. */
const withCrc32 = 1;
/** Who doesn’t know the event may leave it out. */
const ignorable = 0x80;
/** The length of an empty set. */
const emptySetBytes = 8;

/**
 * The event that says which transactions the logs before this one hold: none. mysqld takes a log with GTIDs and without
 * it for damaged.
 */
export function noPreviousGtids(description: Buffer): Buffer {
  const checked =
    description.readUInt8(description.length - checksumBytes - 1) === withCrc32;
  const event = Buffer.alloc(headerBytes + emptySetBytes);
  event.writeUInt8(eventType.previousGtids, 4);
  description.copy(event, 5, 5, 9); // the server
  event.writeUInt32LE(event.length + (checked ? checksumBytes : 0), 9);
  event.writeUInt16LE(ignorable, 17);
  if (!checked) return event;
  const sum = Buffer.alloc(checksumBytes);
  sum.writeUInt32LE(crc32(event));
  return Buffer.concat([event, sum]);
}
