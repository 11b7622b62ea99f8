import { signRequest } from './signRequest';

describe('signRequest', () => {
  it('signs method, path, time and body with the token', () => {
    // From: printf 'POST /v1/stop 1700000000000\n{}' | openssl dgst -sha256 -hmac token
    expect(
      signRequest({
        token: 'token',
        method: 'POST',
        path: '/v1/stop',
        unixMillis: 1700000000000,
        body: '{}',
      }),
    ).toBe(
      'MYSQLHA 1700000000000:f6cf8b0baec62ba303c6db6e01ecd410a21d96511e7c8985b1d9d9945a857da3',
    );
  });
});
