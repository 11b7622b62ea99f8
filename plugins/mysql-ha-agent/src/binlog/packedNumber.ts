/** A number that was read, and where the next thing begins. */
export interface Read<T> {
  readonly value: T;
  readonly next: number;
}

/** A number in the protocol’s packed form: one byte, or a mark and two, three or eight. */
export function readPacked(bytes: Buffer, at: number): Read<number> {
  const first = bytes.readUInt8(at);
  if (first < 251) return { value: first, next: at + 1 };
  if (first === 252) return { value: bytes.readUInt16LE(at + 1), next: at + 3 };
  if (first === 253)
    return { value: bytes.readUIntLE(at + 1, 3), next: at + 4 };
  return { value: Number(bytes.readBigUInt64LE(at + 1)), next: at + 9 };
}

/**
 * A number as mysql::serialization writes it, in newer events: as many ones at the low end of the first byte as bytes
 * follow it, and the number above them.
 */
export function readVariable(bytes: Buffer, at: number): Read<bigint> {
  let more = 0;
  while (more < 8 && (bytes.readUInt8(at) >> more) % 2 === 1) more++;
  let value = 0n;
  for (let index = more; index >= 0; index--)
    value = value * 256n + BigInt(bytes.readUInt8(at + index));
  return { value: value >> BigInt(Math.min(more + 1, 8)), next: at + more + 1 };
}

/** The same for numbers that could be negative. */
export function readSigned(bytes: Buffer, at: number): Read<bigint> {
  const { value, next } = readVariable(bytes, at);
  const half = value >> 1n;
  return { value: value % 2n === 1n ? -half - 1n : half, next };
}
