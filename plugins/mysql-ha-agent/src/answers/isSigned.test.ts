import { isSigned } from './isSigned';

// As the operator signs it; signRequest.test.ts of the backend has the same.
const at = 1_777_629_600_000;
const request = {
  method: 'POST',
  path: '/v1/newest-transaction',
  body: '{"until":"2026-05-01T10:00:00Z"}',
  authorization:
    'MYSQLHA 1777629600000:0123456789abcdef:a2b0c9b213548de600fd2eff997416d8930fbf7d65618b3a2fa69c07fd7c7654',
};

describe('a question to an archiver', () => {
  const isOurs = (more: Partial<typeof request> = {}, now = at) =>
    isSigned({ ...request, ...more }, 'a-key', 'shop/orders', now);

  it('is heard when who asks has the key', () => {
    expect(isOurs()).toBe(true);
    expect(isOurs({}, at + 59_000)).toBe(true);
  });

  it.each([
    ['without a signature', { authorization: '' }],
    ['about another moment', { body: '{"until":"2026-05-01T11:00:00Z"}' }],
    ['at another path', { path: '/v1/anything' }],
    [
      'with another signature',
      { authorization: `MYSQLHA ${at}:0123456789abcdef:${'0'.repeat(64)}` },
    ],
  ])('is not heard %s', (_, more) => {
    expect(isOurs(more)).toBe(false);
  });

  it('is not heard of long ago, for another cluster, or where nobody has a key', () => {
    expect(isOurs({}, at + 61_000)).toBe(false);
    expect(isSigned(request, 'a-key', 'shop/carts', at)).toBe(false);
    expect(isSigned(request, '', 'shop/orders', at)).toBe(false);
  });
});
