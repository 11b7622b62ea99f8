import {
  closeSync,
  createReadStream,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { magic } from '../binlog';

/** Events on local disk, behind the format that they are read by. */
export class SpoolFile {
  private readonly handle: number;
  private size = 0;
  /** What an object with some of these events must begin with. */
  readonly beginning: Buffer;

  /** @param description - the event that says how all others are read */
  constructor(private readonly path: string, readonly description: Buffer) {
    this.handle = openSync(path, 'w');
    this.beginning = Buffer.concat([magic, description]);
  }

  /** Where the next event goes. */
  get end(): number {
    return this.size;
  }

  append(event: Buffer): void {
    writeSync(this.handle, event);
    this.size += event.length;
  }

  async read(offset: number, bytes: number): Promise<Buffer> {
    const file = await open(this.path, 'r');
    try {
      const buffer = Buffer.alloc(bytes);
      const { bytesRead } = await file.read(buffer, 0, bytes, offset);
      if (bytesRead !== bytes)
        throw new Error(`${this.path} became shorter while it was read`);
      return buffer;
    } finally {
      await file.close();
    }
  }

  stream(offset: number, bytes: number): Readable {
    return createReadStream(this.path, {
      start: offset,
      end: offset + bytes - 1,
    });
  }

  remove(): void {
    closeSync(this.handle);
    rmSync(this.path, { force: true });
  }
}
