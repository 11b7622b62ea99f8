import { eventType, headerBytes, readHeader } from './events';
import { readPacked } from './packedNumber';
import { readTaggedGtidEvent } from './taggedGtidEvent';
import { TransactionBegin } from './TransactionBegin';
import { uuidText } from './uuidText';

/** A timestamp whose highest bit is set is followed by the original one. */
const originalFollows = 2 ** 55;

/** Reads the event that begins a transaction, header included. */
export function readGtidEvent(event: Buffer): TransactionBegin {
  if (readHeader(event).type === eventType.taggedGtid)
    return readTaggedGtidEvent(event);
  const uuid = uuidText(event.subarray(headerBytes + 1, headerBytes + 17));
  const number = event.readBigUInt64LE(headerBytes + 17);
  // Then the type of the logical clock (1), the last transaction that it waits for (8), and its own number (8).
  const sequence = Number(event.readBigUInt64LE(headerBytes + 34));
  let at = headerBytes + 42;
  let committedAt = readUInt56(event, at);
  at += 7;
  if (committedAt >= originalFollows) {
    committedAt = readUInt56(event, at);
    at += 7;
  }
  const { value } = readPacked(event, at);
  return { gtid: `${uuid}:${number}`, committedAt, bytes: value, sequence };
}

function readUInt56(bytes: Buffer, at: number): number {
  return bytes.readUIntLE(at, 4) + bytes.readUIntLE(at + 4, 3) * 2 ** 32;
}
