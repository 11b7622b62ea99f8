import {
  closeSync,
  openSync,
  readSync,
  readdirSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import type { S3Server } from '../stores/s3';

const DAY_SECONDS = 24 * 3_600;

/** The objects of an S3 server as the files in which it keeps them: what disks and time do to them, behind its back. */
export class ObjectFiles {
  private constructor(private readonly folder: string) {}

  /** Those below a prefix of its bucket. */
  static below({ folder, access }: S3Server, prefix: string): ObjectFiles {
    return new ObjectFiles(join(folder, access.bucket, prefix));
  }

  /** Turns a byte in the middle of a backup’s largest object; done again, all is as before. @returns its name */
  turnByte(path: string): string {
    const [largest] = this.filesIn(path)
      .filter(file => file.endsWith('.zst'))
      .map(file => ({ file, bytes: statSync(file).size }))
      .sort((a, b) => b.bytes - a.bytes);
    if (!largest) throw new Error(`there is no object in ${path}`);
    const middle = Math.floor(largest.bytes / 2);
    const byte = Buffer.alloc(1);
    const file = openSync(largest.file, 'r+');
    readSync(file, byte, 0, 1, middle);
    byte[0] ^= 0xff;
    writeSync(file, byte, 0, 1, middle);
    closeSync(file);
    return basename(largest.file);
  }

  /** Makes all that is below a folder so old. */
  age(path: string, days: number): void {
    const at = Date.now() / 1000 - days * DAY_SECONDS;
    for (const file of this.filesIn(path)) utimesSync(file, at, at);
  }

  private filesIn(path: string): readonly string[] {
    return readdirSync(join(this.folder, path), {
      recursive: true,
      withFileTypes: true,
    })
      .filter(entry => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
  }
}
