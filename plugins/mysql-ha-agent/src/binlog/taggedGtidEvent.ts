import { headerBytes } from './events';
import { FieldReader } from './FieldReader';
import { TransactionBegin } from './TransactionBegin';
import { uuidText } from './uuidText';

/** The fields of the event that are read here, by their numbers in mysql::binlog::event::Gtid_event. */
const field = {
  uuid: 1,
  number: 2,
  tag: 3,
  sequence: 5,
  committedHere: 6,
  committedFirst: 7,
  bytes: 8,
} as const;

/** The first event of a transaction whose GTID has a tag (MySQL 8.3 and later), header included. */
export function readTaggedGtidEvent(event: Buffer): TransactionBegin {
  const reader = new FieldReader(event, headerBytes);
  let tag = '';
  let uuid = '';
  const numbers = new Map<number, number>();
  for (let id = reader.id(); id <= field.bytes; id = reader.id()) {
    if (id === field.uuid) uuid = uuidText(reader.bytesOneByOne(16));
    else if (id === field.tag) tag = reader.text();
    else if (id === field.committedHere || id === field.committedFirst)
      numbers.set(id, reader.unsigned());
    else if (id === field.bytes) numbers.set(id, reader.unsigned());
    else if (id === 0) reader.unsigned(); // flags
    else numbers.set(id, reader.signed());
    if (id === field.bytes) break;
  }
  const here = numbers.get(field.committedHere) ?? 0;
  return {
    gtid: `${uuid}:${tag ? `${tag}:` : ''}${numbers.get(field.number) ?? 0}`,
    // Left out when the transaction was committed here first.
    committedAt: numbers.get(field.committedFirst) ?? here,
    bytes: numbers.get(field.bytes) ?? 0,
    sequence: numbers.get(field.sequence) ?? 0,
  };
}
