import { BinaryLog } from '../binaryLogs';
import { GtidSet } from '../gtid';

interface LogFile {
  readonly number: number;
  readonly begins: GtidSet;
  /** Of its first transaction. */
  readonly position: number;
  bytes: number;
}

/** `max_binlog_size` of the model. */
const FILE_BYTES = 64 * 2 ** 20;

/** The files in which a binary log stands; the last one is written. */
export class LogFiles {
  private files: LogFile[] = [];
  private number = 0;

  constructor() {
    this.begin(1, GtidSet.EMPTY);
  }

  get bytes(): number {
    return this.files.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  list(): readonly BinaryLog[] {
    return this.files.map(file => ({
      name: nameOf(file),
      bytes: file.bytes,
      begins: file.begins,
    }));
  }

  /** @param after - what the log holds with it */
  add(bytes: number, position: number, after: GtidSet): void {
    const current = this.files[this.files.length - 1];
    current.bytes += bytes;
    if (current.bytes >= FILE_BYTES) this.begin(position + 1, after);
  }

  /** Begins the next file. */
  begin(position: number, begins: GtidSet): void {
    this.number += 1;
    this.files.push({ number: this.number, begins, position, bytes: 0 });
  }

  /** Removes the files before this one, up to the first that holds the given position. */
  purgeTo(name: string, readAt: number): LogFile {
    const isUnread = (file: LogFile) => file.position > readAt;
    const target = this.files.findIndex(file => nameOf(file) === name);
    // The first that is followed by one of which nothing was read yet is being read.
    const inUse = this.files.findIndex((_, i) =>
      this.files.slice(i + 1).every(isUnread),
    );
    this.files = this.files.slice(Math.max(0, Math.min(target, inUse)));
    return this.files[0];
  }

  /** The directory is another one from now on. */
  reset(position: number, begins: GtidSet): void {
    this.files = [];
    this.number = 0;
    this.begin(position, begins);
  }
}

function nameOf({ number }: LogFile): string {
  return `binlog.${String(number).padStart(6, '0')}`;
}
