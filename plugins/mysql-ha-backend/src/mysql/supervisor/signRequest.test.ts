import { signRequest } from './signRequest';

describe('signRequest', () => {
  it('signs method, path, time, nonce, pod and body with the token', () => {
    // From: printf 'POST /v1/stop 1700000000000 0a1b orders-0\n{}' | openssl dgst -sha256 -hmac token
    expect(
      signRequest({
        token: 'token',
        pod: 'orders-0',
        method: 'POST',
        path: '/v1/stop',
        unixMillis: 1700000000000,
        nonce: '0a1b',
        body: '{}',
      }),
    ).toBe(
      'MYSQLHA 1700000000000:0a1b:4a7cbf41a42e1df0fa783a0b774648aa4158492e6511722b6effd9a34727c49b',
    );
  });

  it('signs questions to an archiver as it expects them', () => {
    // isSigned.test.ts of the agent has the same.
    expect(
      signRequest({
        ...{ token: 'a-key', pod: 'shop/orders' },
        ...{ method: 'POST', path: '/v1/newest-transaction' },
        unixMillis: 1777629600000,
        nonce: '0123456789abcdef',
        body: '{"until":"2026-05-01T10:00:00Z"}',
      }),
    ).toBe(
      'MYSQLHA 1777629600000:0123456789abcdef:a2b0c9b213548de600fd2eff997416d8930fbf7d65618b3a2fa69c07fd7c7654',
    );
  });
});
