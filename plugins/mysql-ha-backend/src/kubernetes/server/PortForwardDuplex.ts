import { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { Clock } from '../../clock';

/** The byte that begins each message of a port-forward: which stream it belongs to. */
const DATA = 0;
const ERROR = 1;

/** The first message of each stream is the port's number, which we know. */
const PORT_BYTES = 2;

/** Payload per message; far below what kubelets take in one. */
const LONGEST_MESSAGE = 64 * 1024;

/** How often the other end is asked whether it is there, and how long it may take. */
const PING_EVERY_MS = 5000;

/**
 * A connection to a pod's port, made of the WebSocket of a port-forward.
 * It ends with an error as soon as the pod, the kubelet or the API server ends it, unless we ended it first.
 */
export class PortForwardDuplex extends Duplex {
  private readonly portSkipped = [false, false];
  private readonly over = new AbortController();
  private alive = true;

  constructor(
    private readonly socket: WebSocket,
    /** What it is connected to, for errors that a person reads. */
    private readonly peer: string,
    clock: Clock,
  ) {
    super();
    // Whoever uses it hears of its end as well; one that nobody waits for must not end the process.
    this.on('error', () => undefined);
    socket.on('message', message => this.receive(toBuffer(message)));
    socket.on('pong', () => {
      this.alive = true;
    });
    socket.on('error', error => this.fail(error.message));
    socket.on('close', code => {
      // A half-closed stream is over too: the protocol has no way to close one direction.
      if (this.writableEnded) this.push(null);
      else this.fail(`closed by the other end (${code})`);
    });
    void this.keepAlive(clock);
  }

  override _read(): void {
    this.socket.resume();
  }

  override _write(
    chunk: Buffer,
    _encoding: BufferEncoding,
    callback: (error?: Error | null) => void,
  ): void {
    this.sendFrom(chunk, 0, callback);
  }

  override _final(callback: (error?: Error | null) => void): void {
    this.socket.close(1000);
    callback();
  }

  override _destroy(
    error: Error | null,
    callback: (error?: Error | null) => void,
  ): void {
    this.over.abort();
    this.socket.terminate();
    callback(error);
  }

  private sendFrom(
    chunk: Buffer,
    offset: number,
    callback: (error?: Error | null) => void,
  ): void {
    const part = chunk.subarray(offset, offset + LONGEST_MESSAGE);
    const next = offset + part.length;
    // The callback comes when the bytes have left, which is what holds a fast writer back.
    this.socket.send(Buffer.concat([Buffer.of(DATA), part]), error => {
      if (error || next >= chunk.length) callback(error);
      else this.sendFrom(chunk, next, callback);
    });
  }

  private receive(message: Buffer): void {
    const stream = message.at(0);
    if (stream !== DATA && stream !== ERROR) return;
    const start = this.portSkipped[stream] ? 1 : 1 + PORT_BYTES;
    this.portSkipped[stream] = true;
    const payload = message.subarray(start);
    if (payload.length === 0) return;
    if (stream === ERROR) this.fail(payload.toString('utf8').trim());
    else if (!this.push(payload)) this.socket.pause();
  }

  private fail(reason: string): void {
    this.destroy(
      Object.assign(new Error(`port-forward to ${this.peer}: ${reason}`), {
        code: 'ECONNRESET',
      }),
    );
  }

  private async keepAlive(clock: Clock): Promise<void> {
    try {
      for (;;) {
        await clock.sleep(PING_EVERY_MS, this.over.signal);
        // While the reader holds it back, an answer can't be seen either.
        if (!this.alive && !this.socket.isPaused) {
          this.fail(`no answer for ${PING_EVERY_MS} ms`);
          return;
        }
        this.alive = false;
        this.socket.ping();
      }
    } catch {
      // It was closed.
    }
  }
}

function toBuffer(message: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Array.isArray(message)) return Buffer.concat(message);
  return Buffer.isBuffer(message) ? message : Buffer.from(message);
}
