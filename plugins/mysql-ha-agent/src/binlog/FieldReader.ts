import { readSigned, readVariable } from './packedNumber';

/** Walks over what mysql::serialization wrote: its version, its size, the last field that must be known, the fields. */
export class FieldReader {
  constructor(private readonly event: Buffer, private at: number) {
    for (let skipped = 0; skipped < 3; skipped++) this.unsigned();
  }

  id(): number {
    return this.unsigned();
  }

  unsigned(): number {
    const { value, next } = readVariable(this.event, this.at);
    this.at = next;
    return Number(value);
  }

  signed(): number {
    const { value, next } = readSigned(this.event, this.at);
    this.at = next;
    return Number(value);
  }

  text(): string {
    const length = this.unsigned();
    this.at += length;
    return this.event.subarray(this.at - length, this.at).toString('utf8');
  }

  bytesOneByOne(count: number): Buffer {
    return Buffer.from(Array.from({ length: count }, () => this.unsigned()));
  }
}
