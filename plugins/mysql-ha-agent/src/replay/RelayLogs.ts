import {
  closeSync,
  mkdirSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { TransactionBegin, formatOf, magic } from '../binlog';
import { noPreviousGtids } from './noPreviousGtids';

/** mysqld names them so too. */
const baseName = 'replay';

/** Transactions as the relay logs of a replica: mysqld’s own applier brings them into the data, in parallel. */
export class RelayLogs {
  private readonly paths: string[] = [];
  private handle: number | undefined;
  private format = '';
  private description: Buffer = Buffer.alloc(0);
  private sequence = 0;
  private size = 0;

  constructor(private readonly folder: string) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /** What mysqld is told by `relay_log`. */
  get base(): string {
    return join(this.folder, baseName);
  }

  /** The first one, as `RELAY_LOG_FILE` names it. */
  get first(): string {
    return `${baseName}.000001`;
  }

  get bytes(): number {
    return this.size;
  }

  /** How the events that follow are read. */
  describe(description: Buffer): void {
    this.description = description;
  }

  /** One event of a transaction. */
  add(event: Buffer, transaction: TransactionBegin, begins: boolean): void {
    if (begins) this.fit(transaction);
    if (this.handle === undefined)
      throw new Error(`an event without the beginning of its transaction`);
    writeSync(this.handle, event);
    this.size += event.length;
  }

  /** No more comes. */
  close(): void {
    if (this.handle !== undefined) closeSync(this.handle);
    this.handle = undefined;
    const index = this.paths.map(path => `${path}\n`).join('');
    writeFileSync(`${this.base}.index`, index);
  }

  remove(): void {
    if (this.handle !== undefined) closeSync(this.handle);
    this.handle = undefined;
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Goes on in the same file as long as it may: the applier takes a number that doesn’t rise within a file for damage,
   * and numbers begin anew with each binary log of the source.
   */
  private fit({ sequence }: TransactionBegin): void {
    const format = formatOf(this.description);
    if (
      this.handle === undefined ||
      format !== this.format ||
      sequence <= this.sequence
    ) {
      if (this.handle !== undefined) closeSync(this.handle);
      const number = String(this.paths.length + 1).padStart(6, '0');
      const path = `${this.base}.${number}`;
      this.paths.push(path);
      this.handle = openSync(path, 'w');
      writeSync(
        this.handle,
        Buffer.concat([
          ...[magic, this.description, noPreviousGtids(this.description)],
        ]),
      );
      this.format = format;
    }
    this.sequence = sequence;
  }
}
