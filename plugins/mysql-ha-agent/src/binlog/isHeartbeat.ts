import { zstdDecompressSync } from 'node:zlib';
import { checksumBytes, eventType, headerBytes, readHeader } from './events';
import { readPacked } from './packedNumber';

/** The only table that a heartbeat touches. */
const heartbeatTable = 'mysqlha.heartbeat';

/** A heartbeat changes one row of one small table: what is larger isn’t one, and needs no closer look. */
export const mostHeartbeatBytes = 4_096;

/** Fields before the content of a compressed transaction; this one ends them. */
const lastField = 0;

/** Whether a transaction, all its events together, only proves that a write commits. */
export function isHeartbeat(transaction: Buffer): boolean {
  if (transaction.length > mostHeartbeatBytes) return false;
  const tables = [...tablesOf(transaction, checksumBytes)];
  return tables.length > 0 && tables.every(name => name === heartbeatTable);
}

function* tablesOf(events: Buffer, checksum: number): Iterable<string> {
  for (let at = 0; at + headerBytes <= events.length; ) {
    const { type, bytes } = readHeader(events.subarray(at));
    const event = events.subarray(at, at + bytes);
    if (type === eventType.tableMap) yield tableName(event);
    if (type === eventType.transactionPayload)
      // Inside of a compressed transaction no event has a checksum.
      yield* tablesOf(plainEvents(event, checksum), 0);
    at += bytes;
  }
}

/** The database and the name in a table map. */
function tableName(event: Buffer): string {
  const schema = headerBytes + 8;
  const table = schema + event.readUInt8(schema) + 2;
  const name = (at: number) =>
    event.subarray(at + 1, at + 1 + event.readUInt8(at)).toString('utf8');
  return `${name(schema)}.${name(table)}`;
}

/** The events in a Transaction_payload_event. */
function plainEvents(event: Buffer, checksum: number): Buffer {
  let at = headerBytes;
  for (;;) {
    const field = readPacked(event, at);
    if (field.value === lastField) {
      at = field.next;
      break;
    }
    const size = readPacked(event, field.next);
    at = size.next + size.value;
  }
  try {
    return zstdDecompressSync(event.subarray(at, event.length - checksum), {
      // A gigabyte of one letter is small too.
      maxOutputLength: mostHeartbeatBytes,
    });
  } catch {
    return Buffer.alloc(0); // too much, or compressed by nothing known: no heartbeat of ours
  }
}
