import { request } from 'node:http';
import { Duplex } from 'node:stream';

/** One request and its answer over an open stream, which is closed after it. */
export function exchange(
  stream: Duplex,
  options: {
    readonly method: string;
    readonly path: string;
    readonly host: string;
    readonly body: string;
    readonly authorization: string;
    readonly signal: AbortSignal;
  },
): Promise<{ readonly status: number; readonly text: string }> {
  const { method, path, host, body, authorization, signal } = options;
  return new Promise((resolve, reject) => {
    const sent = request({
      method,
      path,
      host,
      signal,
      createConnection: () => stream,
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
        Connection: 'close',
        Authorization: authorization,
      },
    });
    sent.on('error', reject);
    sent.on('response', response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    sent.end(body);
  });
}
