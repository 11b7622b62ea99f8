/** A proxy before a store, which makes trouble when it is told to. */
import {
  type IncomingMessage,
  type Server,
  type ServerResponse,
  createServer,
  request,
} from 'node:http';
import { once } from 'node:events';
import { Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** What it does with a request. */
export type Trouble =
  /** Hands it on. */
  | 'none'
  /** Breaks the connection, as a store that is gone. */
  | 'gone'
  /** Answers 503 without a word. */
  | 'errors'
  /** Answers 507 without a word. */
  | 'full'
  /** Hands it on, and breaks the answer after some bytes. */
  | 'torn'
  /** Hands it on, and breaks the connection instead of answering. */
  | 'lost'
  /** Hands it on, a little at a time. */
  | 'slow';

/** An answer is torn after so many bytes, and a slow one comes in pieces of them. */
const pieceBytes = 100_000;

/** A proxy for one store, on a port of its own. */
export class FaultyProxy {
  /** How many requests had the trouble. */
  troubled = 0;
  /** What is done with the next requests, by their number and method. */
  trouble: (count: number, method: string) => Trouble = () => 'none';
  private asked = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  /** @param target - the store’s endpoint */
  static async start(target: string): Promise<FaultyProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new FaultyProxy(server, new URL(target));
    server.on('request', (asked: IncomingMessage, answer: ServerResponse) => {
      proxy.handle(asked, answer).catch(() => asked.socket.destroy());
    });
    return proxy;
  }

  get endpoint(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string')
      throw new Error('it listens on a port');
    return `http://127.0.0.1:${address.port}${this.target.pathname.replace(
      /\/$/,
      '',
    )}`;
  }

  async end(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async handle(
    asked: IncomingMessage,
    answer: ServerResponse,
  ): Promise<void> {
    this.asked += 1;
    const trouble = this.trouble(this.asked, asked.method ?? '');
    if (trouble !== 'none') this.troubled += 1;
    switch (trouble) {
      case 'gone':
        asked.socket.destroy();
        return;
      case 'errors':
      case 'full':
        asked.resume();
        answer.writeHead(trouble === 'full' ? 507 : 503).end();
        return;
      default:
        await this.handOn(asked, answer, trouble);
    }
  }

  private async handOn(
    asked: IncomingMessage,
    answer: ServerResponse,
    trouble: 'none' | 'torn' | 'lost' | 'slow',
  ): Promise<void> {
    const { hostname, port } = this.target;
    const { method, url: path, headers } = asked;
    // The signature holds for the host that the client knows: its headers stay as they are.
    const handed = request({ hostname, port, method, path, headers });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      handed.on('response', resolve).on('error', reject);
    });
    await passOn(asked, handed, trouble);
    const from = await answered;
    if (trouble === 'lost') {
      from.destroy();
      asked.socket.destroy();
      return;
    }
    answer.writeHead(from.statusCode ?? 500, from.headers);
    if (trouble === 'torn') await tear(from, answer);
    else await passOn(from, answer, trouble);
  }
}

async function passOn(
  from: IncomingMessage,
  to: Writable,
  trouble: Trouble,
): Promise<void> {
  if (trouble === 'slow') await pipeline(from, slowly(), to);
  else await pipeline(from, to);
}

function slowly(): Transform {
  return new Transform({
    async transform(chunk: Buffer, _, done) {
      for (let at = 0; at < chunk.length; at += pieceBytes) {
        await delay(20);
        this.push(chunk.subarray(at, at + pieceBytes));
      }
      done();
    },
  });
}

async function tear(from: IncomingMessage, to: ServerResponse): Promise<void> {
  let bytes = 0;
  for await (const chunk of from) {
    to.write(chunk);
    bytes += chunk.length;
    if (bytes >= pieceBytes) break;
  }
  from.destroy();
  to.destroy();
}
