import { apiError, parseFailure } from './apiError';

function status(code: number, message: string, name?: string) {
  return { kind: 'Status', code, message, details: name ? { name } : {} };
}

describe('apiError', () => {
  it.each([
    [400, 'InputError'],
    [401, 'NotAllowedError'],
    [403, 'NotAllowedError'],
    [404, 'NotFoundError'],
    [409, 'ConflictError'],
    [422, 'InputError'],
    [429, 'ServiceUnavailableError'],
    [500, 'ServiceUnavailableError'],
    [503, 'ServiceUnavailableError'],
    [504, 'ServiceUnavailableError'],
  ])('throws a %d as %s, with the server’s words', (code, name) => {
    const failure = parseFailure(code, status(code, 'spec.size: no', 'orders'));
    const error = apiError('applying MySQLCluster shop/orders', failure);
    expect(error.name).toBe(name);
    expect(error.message).toMatch(
      /^applying MySQLCluster shop\/orders: spec\.size: no/,
    );
  });

  it('says what to do when the kind is not there', () => {
    const failure = parseFailure(404, '404 page not found\n');
    expect(apiError('listing MySQLCluster', failure).message).toBe(
      'listing MySQLCluster: 404 page not found. The API server does not know this kind: install the CRDs of mysql-ha (kubectl apply -f deploy/crds).',
    );
  });

  it('does without a body', () => {
    expect(apiError('reading', parseFailure(502, '')).message).toBe(
      'reading: HTTP status 502',
    );
  });
});
