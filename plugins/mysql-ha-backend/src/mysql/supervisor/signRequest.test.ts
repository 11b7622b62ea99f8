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
});
