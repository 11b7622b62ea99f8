import { TransactionBegin, isHeartbeat } from '../binlog';
import { mostHeartbeatBytes } from '../binlog/isHeartbeat';
import { ArchivedTransaction } from './ArchivedTransaction';

/** Goes through transactions in their order, and keeps the last one, and the last one that is no heartbeat. */
export class NewestSeen {
  newest: ArchivedTransaction | undefined;
  change: ArchivedTransaction | undefined;
  private open: TransactionBegin | undefined;
  /** Of a small one: its events, to tell a heartbeat. */
  private events: Buffer[] = [];

  /** The next event of a transaction that counts. */
  add(event: Buffer, transaction: TransactionBegin): void {
    if (transaction.gtid !== this.open?.gtid) {
      this.end();
      this.open = transaction;
    }
    if (transaction.bytes <= mostHeartbeatBytes) this.events.push(event);
  }

  /** No event of the last one comes any more. */
  end(): void {
    const { open, events } = this;
    this.open = undefined;
    this.events = [];
    if (!open) return;
    const { gtid, committedAt } = open;
    this.newest = { gtid, committedAt };
    if (!isHeartbeat(Buffer.concat(events))) this.change = this.newest;
  }
}
