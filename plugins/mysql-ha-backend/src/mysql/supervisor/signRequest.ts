import { createHmac } from 'node:crypto';

/**
 * The Authorization header of a request to a supervisor: proves the token without sending it.
 *
 * @param pod - for whom it is: the instances of a cluster share the token
 * @param unixMillis - time of signing; the supervisor takes it for a minute
 * @param nonce - random, without a colon: the supervisor takes an order once
 */
export function signRequest(options: {
  readonly token: string;
  readonly pod: string;
  readonly method: string;
  readonly path: string;
  readonly unixMillis: number;
  readonly nonce: string;
  readonly body: string;
}): string {
  const { token, pod, method, path, unixMillis, nonce, body } = options;
  const signature = createHmac('sha256', token)
    .update(`${method} ${path} ${unixMillis} ${nonce} ${pod}\n${body}`)
    .digest('hex');
  return `MYSQLHA ${unixMillis}:${nonce}:${signature}`;
}
