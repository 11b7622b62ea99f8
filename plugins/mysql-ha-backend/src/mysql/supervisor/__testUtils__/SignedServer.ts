import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { signRequest } from '../signRequest';

/** For tests: a server on this machine that notes each request, and whether it was signed for it. */
export class SignedServer {
  private constructor(
    private readonly server: Server,
    /** Method, path, body, and `signed` or `forged`. */
    readonly requests: readonly string[],
    readonly port: number,
  ) {}

  /**
   * @param expected - with what, and for whom, requests are to be signed
   * @param answer - to each request; nothing, and it is never answered
   */
  static async start(
    expected: { readonly token: string; readonly pod: string },
    answer: () =>
      | { readonly status: number; readonly body: string }
      | undefined,
  ): Promise<SignedServer> {
    const requests: string[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', chunk => {
        body += chunk;
      });
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        const [, at, nonce = ''] =
          / (\d+):([0-9a-f]+):/.exec(headers.authorization ?? '') ?? [];
        const isSigned =
          headers.authorization ===
          signRequest({
            ...expected,
            ...{ method, path: url, body, nonce },
            unixMillis: Number(at),
          });
        requests.push(
          `${method} ${url} ${body} ${isSigned ? 'signed' : 'forged'}`,
        );
        const said = answer();
        if (said) response.writeHead(said.status).end(said.body);
      });
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    return new SignedServer(server, requests, port);
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
