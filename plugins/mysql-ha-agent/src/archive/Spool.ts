import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  TransactionBegin,
  beginsTransaction,
  eventType,
  formatOf,
  isHeartbeat,
  readGtidEvent,
  readHeader,
} from '../binlog';
import { SpoolFile } from './SpoolFile';

/** A transaction that lies whole in the spool. */
export interface SpooledTransaction extends TransactionBegin {
  readonly file: SpoolFile;
  readonly offset: number;
  /** It only proves that a write commits. */
  readonly heartbeat: boolean;
}

/** A transaction of which not all events have come. */
interface Beginning {
  readonly begin: TransactionBegin;
  readonly file: SpoolFile;
  readonly offset: number;
  /** Of a small one: its events, to tell a heartbeat. */
  readonly events: Buffer[];
}

/** Only of such small ones are the events kept in memory too. */
const smallBytes = 4_096;
/** A file of which nothing is needed any more and that has become so large is begun anew. */
const renewedBytes = 64 * 1024 ** 2;

/** The transactions that came and are not in the store yet, on local disk, so that none is too large for memory. */
export class Spool {
  private file: SpoolFile | undefined;
  private open: Beginning | undefined;
  private files = 0;
  private readonly waiting: SpooledTransaction[] = [];
  private waitingBytes = 0;
  private receivedBytes = 0;

  constructor(private readonly folder: string) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /** Those that are complete, in the order of the commits. */
  get transactions(): readonly SpooledTransaction[] {
    return this.waiting;
  }

  /** Of those. */
  get bytes(): number {
    return this.waitingBytes;
  }

  /** Of all transactions that ever came, also of one that is not complete. */
  get received(): number {
    return this.receivedBytes;
  }

  /** @returns whether a transaction became complete @throws Error when the stream is not what it should be */
  add(event: Buffer): boolean {
    const { type } = readHeader(event);
    if (type === eventType.formatDescription) this.begin(event);
    else if (type === eventType.anonymousGtid)
      throw new Error(
        'A transaction has no GTID: the archive needs gtid_mode=ON on all servers.',
      );
    else if (beginsTransaction(type)) this.beginTransaction(event);
    else if (this.open) this.goOn(this.open, event);
    return this.finished();
  }

  /** Forgets the first ones: they are in the store. */
  forget(count: number): void {
    for (const { bytes } of this.waiting.splice(0, count))
      this.waitingBytes -= bytes;
    const { file } = this;
    if (
      file &&
      !this.open &&
      this.waiting.length === 0 &&
      file.end > renewedBytes
    )
      this.renew(file.description);
  }

  remove(): void {
    this.file?.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private begin(description: Buffer): void {
    if (this.open)
      throw new Error(
        `The binary log ended within the transaction ${this.open.begin.gtid}.`,
      );
    if (
      !this.file ||
      this.file.end > 0 ||
      formatOf(this.file.description) !== formatOf(description)
    )
      this.renew(description);
  }

  private renew(description: Buffer): void {
    this.files += 1;
    this.file = new SpoolFile(join(this.folder, `${this.files}`), description);
  }

  private beginTransaction(event: Buffer): void {
    if (!this.file)
      throw new Error('A transaction came before the format of its events.');
    const begin = readGtidEvent(event);
    this.open = { begin, file: this.file, offset: this.file.end, events: [] };
    this.goOn(this.open, event);
  }

  private goOn({ begin, file, events }: Beginning, event: Buffer): void {
    file.append(event);
    this.receivedBytes += event.length;
    if (begin.bytes <= smallBytes) events.push(event);
  }

  private finished(): boolean {
    if (!this.open) return false;
    const { begin, file, offset, events } = this.open;
    const came = file.end - offset;
    if (came < begin.bytes) return false;
    if (came > begin.bytes)
      throw new Error(
        `The transaction ${begin.gtid} should have ${begin.bytes} bytes, and its events have ${came}.`,
      );
    const heartbeat = isHeartbeat(Buffer.concat(events));
    this.waiting.push({ ...begin, file, offset, heartbeat });
    this.waitingBytes += begin.bytes;
    this.open = undefined;
    return true;
  }
}
