import {
  TransactionBegin,
  beginsTransaction,
  eventType,
  readGtidEvent,
  readHeader,
} from '../binlog';

/** An event of a segment, with the transaction that it belongs to; the format that others are read by has none. */
export interface SegmentEvent {
  readonly event: Buffer;
  readonly transaction?: TransactionBegin;
}

/** Says of each event which transaction it belongs to. */
export async function* transactionsOf(
  events: AsyncIterable<Buffer>,
): AsyncIterable<SegmentEvent> {
  let transaction: TransactionBegin | undefined;
  for await (const event of events) {
    const { type } = readHeader(event);
    if (beginsTransaction(type)) transaction = readGtidEvent(event);
    yield type === eventType.formatDescription
      ? { event }
      : { event, transaction };
  }
}
