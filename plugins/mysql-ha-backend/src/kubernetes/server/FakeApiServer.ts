import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A request that the fake got. */
export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

/** An HTTP server in the place of an API server, for what a real one does only when it is ill. */
export class FakeApiServer {
  readonly requests: FakeRequest[] = [];
  readonly server: Server;
  /** Answers a request; what it leaves open stays open. */
  onRequest: (request: FakeRequest, response: ServerResponse) => void = (
    _request,
    response,
  ) => reply(response, 200, {});

  private readonly sockets = new Set<Socket>();
  private readonly folder = mkdtempSync(join(tmpdir(), 'fake-api-'));

  private constructor() {
    this.server = createServer((message, response) =>
      this.receive(message, response),
    );
    this.server.on('connection', socket => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  static async start(): Promise<FakeApiServer> {
    const fake = new FakeApiServer();
    await fake.listen(0);
    return fake;
  }

  /** Path of a kubeconfig that leads here. */
  kubeconfig(): string {
    const path = join(this.folder, 'kubeconfig');
    const fake = { name: 'fake' };
    writeFileSync(
      path,
      JSON.stringify({
        clusters: [
          {
            ...fake,
            cluster: {
              server: `http://127.0.0.1:${this.port()}`,
              'insecure-skip-tls-verify': true,
            },
          },
        ],
        users: [{ ...fake, user: { token: 'secret' } }],
        contexts: [{ ...fake, context: { cluster: 'fake', user: 'fake' } }],
        'current-context': 'fake',
      }),
    );
    return path;
  }

  /** Goes away with all connections. */
  async crash(): Promise<void> {
    this.sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => {
      this.server.close(resolve);
    });
  }

  async stop(): Promise<void> {
    if (this.server.listening) await this.crash();
    rmSync(this.folder, { recursive: true });
  }

  private async listen(port: number): Promise<void> {
    await new Promise<void>(resolve => {
      this.server.listen(port, '127.0.0.1', resolve);
    });
  }

  private port(): number {
    const address: AddressInfo | string | null = this.server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('the fake API server does not listen');
    }
    return address.port;
  }

  private receive(message: IncomingMessage, response: ServerResponse): void {
    const url = new URL(message.url ?? '/', 'http://fake');
    const request = {
      method: message.method ?? '',
      path: url.pathname,
      query: url.searchParams,
    };
    this.requests.push(request);
    message.resume();
    this.onRequest(request, response);
  }
}

/** Answers with a JSON body. */
export function reply(
  response: ServerResponse,
  statusCode: number,
  body: unknown,
): void {
  response.writeHead(statusCode, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
