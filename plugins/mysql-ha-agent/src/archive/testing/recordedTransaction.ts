import { checksumBytes, eventType, headerBytes } from '../../binlog';

/** For tests: a transaction in a binary log. */
export interface RecordedTransaction {
  /** UUID and number. */
  readonly gtid: string;
  /** In microseconds since 1970. */
  readonly committedAt: number;
  /** What it changes, as `shop.orders`. */
  readonly table: string;
  /** Of rows. */
  readonly bytes?: number;
}

/** Its events, as mysqld writes them but for what nobody reads. */
export function eventsOfTransaction(transaction: RecordedTransaction): Buffer {
  const { table, bytes = 10 } = transaction;
  const rows = event(30, Buffer.alloc(bytes));
  const map = event(
    eventType.tableMap,
    Buffer.concat([Buffer.alloc(8), ...table.split('.').map(name)]),
  );
  const rest = map.length + rows.length;
  const own = gtidEvent(transaction, 0).length;
  return Buffer.concat([gtidEvent(transaction, own + rest), map, rows]);
}

function gtidEvent(
  { gtid, committedAt }: RecordedTransaction,
  length: number,
): Buffer {
  const [uuid, number] = gtid.split(':');
  const content = Buffer.alloc(58);
  Buffer.from(uuid.replaceAll('-', ''), 'hex').copy(content, 1);
  content.writeBigUInt64LE(BigInt(number), 17);
  content.writeUIntLE(committedAt % 2 ** 32, 42, 4);
  content.writeUIntLE(Math.floor(committedAt / 2 ** 32), 46, 3);
  // The packed form of four bytes.
  content.writeUInt8(253, 49);
  content.writeUIntLE(length, 50, 3);
  return event(eventType.gtid, content);
}

function event(type: number, content: Buffer): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt8(type, 4);
  header.writeUInt32LE(headerBytes + content.length + checksumBytes, 9);
  return Buffer.concat([header, content, Buffer.alloc(checksumBytes)]);
}

function name(text: string): Buffer {
  return Buffer.concat([Buffer.from([text.length]), Buffer.from(`${text}\0`)]);
}
