import { createHmac } from 'node:crypto';

/**
 * The Authorization header of a request to a supervisor: proves the token without sending it.
 *
 * @param unixMillis - time of signing; the supervisor takes it for a minute
 */
export function signRequest(options: {
  readonly token: string;
  readonly method: string;
  readonly path: string;
  readonly unixMillis: number;
  readonly body: string;
}): string {
  const { token, method, path, unixMillis, body } = options;
  const signature = createHmac('sha256', token)
    .update(`${method} ${path} ${unixMillis}\n${body}`)
    .digest('hex');
  return `MYSQLHA ${unixMillis}:${signature}`;
}
