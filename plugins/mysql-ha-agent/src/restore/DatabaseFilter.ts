import { Transform, TransformCallback } from 'node:stream';

const section = Buffer.from('\n-- Current Database: `');
const gtids = Buffer.from('\n-- GTID state');
const longestName = 64 * 4 + 4;

/**
 * Lets only some databases of a dump through: mysqldump begins the part of each one with a comment line. What stands
 * before the first is the session’s settings and passes. The GTID set is left out, as a part of a server has none.
 */
export class DatabaseFilter extends Transform {
  /** Which the dump holds, as far as it went through. */
  readonly seen = new Set<string>();
  private rest = Buffer.from('\n');
  private passes = true;

  constructor(private readonly databases: readonly string[]) {
    super();
  }

  override _transform(
    chunk: Buffer,
    _: BufferEncoding,
    done: TransformCallback,
  ): void {
    this.rest = Buffer.concat([this.rest, chunk]);
    // A mark may be cut by the end of a chunk: as much as a mark is long stays for the next one.
    this.work(this.rest.length - section.length - longestName);
    done();
  }

  override _flush(done: TransformCallback): void {
    this.work(this.rest.length);
    done();
  }

  private work(end: number): void {
    let from = 0;
    while (from < end) {
      if (this.begins(gtids, from)) this.passes = false;
      else if (this.begins(section, from)) this.passes = this.wants(from);
      const at = this.nextMark(from + 1, end);
      if (this.passes) this.push(this.rest.subarray(from, at));
      from = at;
    }
    this.rest = this.rest.subarray(from);
  }

  private begins(mark: Buffer, at: number): boolean {
    return this.rest.subarray(at, at + mark.length).equals(mark);
  }

  private nextMark(from: number, end: number): number {
    const marks = [section, gtids]
      .map(mark => this.rest.indexOf(mark, from))
      .filter(at => at >= 0 && at < end);
    return Math.min(end, ...marks);
  }

  private wants(at: number): boolean {
    const line = this.rest
      .subarray(at + section.length, at + section.length + longestName)
      .toString('utf8')
      .split('\n')[0];
    const name = line.replace(/`$/, '').replaceAll('``', '`');
    this.seen.add(name);
    return this.databases.includes(name);
  }
}
