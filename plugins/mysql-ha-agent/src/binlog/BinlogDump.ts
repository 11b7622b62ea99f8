import { Readable } from 'node:stream';
import { Connection } from 'mysql2/promise';
import { ServerLogin, connectTo } from '../mysql/ServerLogin';
import {
  RawConnection,
  RawPacket,
  packetOf,
  rawConnection,
} from './RawConnection';
import { DumpRequest, dumpRequest } from './dumpRequest';

/** So often a server that has nothing to tell says so, in nanoseconds. */
const heartbeatNs = 2_000_000_000;
/** A server that says nothing for so long is gone: a silent death closes no connection. */
const silenceMs = 10_000;
/** Events that wait for their reader; an event has 8 KiB, or one row, which may be large. */
const waitingEvents = 32;
const mostWaitingBytes = 16 * 1024 ** 2;
/** So often it is looked whether large ones were read. */
const lookMs = 20;

/**
 * A server’s binary logs from a set of transactions on, without an end: a stream of events, each a Buffer.
 * mysqlbinlog does the same, but MySQL’s own container images come without it
 * (https://github.com/docker-library/mysql/issues/903). Who asks is no replica: it acknowledges nothing and counts for
 * nobody.
 */
export class BinlogDump extends Readable {
  private silence: NodeJS.Timeout | undefined;
  private waits = false;
  private again: NodeJS.Timeout | undefined;
  /** Of the events that wait, and of some that don’t any more. */
  private readonly sizes: number[] = [];

  private constructor(
    private readonly server: string,
    private readonly connection: Connection,
    private readonly raw: RawConnection,
  ) {
    super({ objectMode: true, highWaterMark: waitingEvents });
    // It may break before anybody reads; who reads then is told.
    this.on('error', () => {});
  }

  /** @throws Error of mysql2 when the server can’t be reached or refuses the account */
  static async start(
    login: ServerLogin,
    request: DumpRequest,
  ): Promise<BinlogDump> {
    const connection = await connectTo(login);
    try {
      await connection.query('SET @source_binlog_checksum = ?', ['CRC32']);
      await connection.query('SET @source_heartbeat_period = ?', [heartbeatNs]);
      await connection.query('SET @replica_uuid = ?', [request.serverUuid]);
      const raw = rawConnection(Reflect.get(connection, 'connection'));
      const dump = new BinlogDump(login.name, connection, raw);
      dump.begin(dumpRequest(request));
      return dump;
    } catch (error) {
      connection.destroy();
      throw error;
    }
  }

  override _read(): void {
    if (!this.waits) return;
    clearTimeout(this.again);
    // A stream counts events, and not how large they are.
    if (this.waitingBytes() > mostWaitingBytes) {
      this.again = setTimeout(() => this._read(), lookMs);
      return;
    }
    this.waits = false;
    this.heard();
    this.raw.resume();
  }

  override _destroy(
    error: Error | null,
    done: (error?: Error | null) => void,
  ): void {
    clearTimeout(this.silence);
    clearTimeout(this.again);
    this.connection.destroy();
    // That only says goodbye, which a server that sends without an end doesn’t hear.
    this.raw.stream.destroy();
    done(error);
  }

  private begin(request: Buffer): void {
    this.heard();
    this.raw.addCommand({
      execute: packet => {
        if (packet) return this.accept(packet);
        this.raw.sequenceId = 0;
        this.raw.writePacket(packetOf(request));
        return false;
      },
      onResult: failure => this.destroy(this.named(failure.message)),
    });
  }

  private accept(packet: RawPacket): boolean {
    this.heard();
    if (packet.isError()) {
      this.destroy(this.named(packet.asError('utf8').message));
      return true;
    }
    if (packet.isEOF()) {
      this.destroy(this.named('it ended the stream'));
      return true;
    }
    // One byte says that all is well; then the event. mysql2 uses the buffer again.
    const event = Buffer.from(
      packet.buffer.subarray(packet.offset + 1, packet.end),
    );
    this.sizes.push(event.length);
    const mayGoOn = this.push(event);
    if (!mayGoOn || this.waitingBytes() > mostWaitingBytes) {
      this.waits = true;
      clearTimeout(this.silence);
      this.raw.pause();
      if (mayGoOn) this._read();
    }
    return false;
  }

  private waitingBytes(): number {
    this.sizes.splice(0, this.sizes.length - this.readableLength);
    return this.sizes.reduce((sum, bytes) => sum + bytes, 0);
  }

  private heard(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(
      () => this.destroy(this.named(`it was silent for ${silenceMs / 1000} s`)),
      silenceMs,
    );
  }

  private named(why: string): Error {
    return new Error(
      `The binary log of ${this.server} can’t be followed any further: ${why}`,
    );
  }
}
