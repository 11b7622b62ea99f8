import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the clocks of who asks and who answers may be apart, in milliseconds. */
const mostApartMs = 60_000;

/** What was asked, as it came. */
export interface SignedRequest {
  readonly authorization: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/**
 * Whether who asks has the key: it is proved, not sent, in the way in which the supervisor is spoken to. A question may come
 * twice, as an answer changes nothing.
 *
 * @param audience - whom it is meant for
 * @param now - milliseconds since 1970
 */
export function isSigned(
  { authorization = '', method, path, body }: SignedRequest,
  key: string,
  audience: string,
  now: number,
): boolean {
  const [, at, nonce, signature] =
    /^MYSQLHA (\d+):([^:]+):([0-9a-f]{64})$/.exec(authorization) ?? [];
  if (!at || !nonce || !signature || key === '') return false;
  if (Math.abs(now - Number(at)) > mostApartMs) return false;
  const expected = createHmac('sha256', key)
    .update(`${method} ${path} ${at} ${nonce} ${audience}\n${body}`)
    .digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}
