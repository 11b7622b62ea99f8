import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { Duplex } from 'node:stream';
import { Clock } from '../../clock';
import { signRequest } from './signRequest';

/**
 * One signed request and its answer over an open stream, which is closed after it.
 *
 * @param pod - for whom it is, as in the signature
 */
export function exchange(
  stream: Duplex,
  options: {
    readonly method: string;
    readonly path: string;
    readonly host: string;
    readonly body: string;
    readonly token: string;
    readonly pod: string;
    readonly clock: Pick<Clock, 'now'>;
    readonly signal: AbortSignal;
  },
): Promise<{ readonly status: number; readonly text: string }> {
  const { method, path, host, body, token, pod, clock, signal } = options;
  const authorization = signRequest({
    ...{ token, pod, method, path, body },
    unixMillis: clock.now(),
    nonce: randomBytes(8).toString('hex'),
  });
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
