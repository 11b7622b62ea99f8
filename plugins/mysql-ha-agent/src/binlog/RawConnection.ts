import { z } from 'zod';

/** A packet as mysql2 hands it to its commands: of `buffer` what is behind `offset` and before `end`. */
export interface RawPacket {
  readonly buffer: Buffer;
  readonly offset: number;
  readonly end: number;
  isError(): boolean;
  isEOF(): boolean;
  asError(encoding: string): Error;
}

/** What mysql2 runs; its own commands look like this too. */
export interface RawCommand {
  /** Called with each packet that comes, at first without one. @returns whether it is done */
  execute(packet: RawPacket | undefined): boolean;
  /** Called when the connection breaks. */
  onResult(failure: Error): void;
}

/** What mysql2’s own commands use of a connection; it has no public call for commands of others. */
export interface RawConnection {
  sequenceId: number;
  readonly stream: { destroy(): void };
  addCommand(command: RawCommand): void;
  writePacket(packet: {
    readonly buffer: Buffer;
    length(): number;
    writeHeader(sequenceId: number): void;
  }): void;
  pause(): void;
  resume(): void;
}

const connection = z.custom<RawConnection>(
  value =>
    typeof value === 'object' &&
    value !== null &&
    ['addCommand', 'writePacket', 'pause', 'resume'].every(
      name => typeof Reflect.get(value, name) === 'function',
    ),
  'this version of mysql2 runs no commands of others',
);

/** Takes a connection of mysql2 as one that runs commands of others. @throws ZodError when it can’t */
export function rawConnection(of: unknown): RawConnection {
  return connection.parse(of);
}

/** Bytes before a packet’s own: three for its length, one for its number. */
const packetHeaderBytes = 4;

/** A packet as mysql2 writes it. */
export function packetOf(payload: Buffer) {
  const buffer = Buffer.concat([Buffer.alloc(packetHeaderBytes), payload]);
  return {
    buffer,
    length: () => buffer.length,
    writeHeader: (sequenceId: number) => {
      buffer.writeUIntLE(payload.length, 0, 3);
      buffer.writeUInt8(sequenceId, 3);
    },
  };
}
