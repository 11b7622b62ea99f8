import { StoreError } from './StoreError';
import { classify } from './classify';

function failed(code: string, message = 'said so'): Error {
  return Object.assign(new Error(message), { code });
}

const withStatus = (status: object) =>
  Object.assign(new Error('a proxy said so'), status);

describe('classify', () => {
  it.each([
    [failed('ECONNREFUSED'), 'unreachable'],
    [
      failed('REQUEST_SEND_ERROR', 'getaddrinfo ENOTFOUND nowhere'),
      'unreachable',
    ],
    [failed('DEPTH_ZERO_SELF_SIGNED_CERT'), 'certificate'],
    [failed('InvalidAccessKeyId'), 'keys'],
    [failed('AuthorizationFailure'), 'keys'],
    [failed('NoSuchBucket'), 'container'],
    [failed('ContainerNotFound'), 'container'],
    [failed('AccessDenied'), 'permission'],
    [failed('BlobImmutableDueToPolicy'), 'permission'],
    [failed('AuthorizationHeaderMalformed'), 'region'],
    [failed('RequestTimeTooSkewed'), 'clock'],
    [failed('XMinioStorageFull'), 'full'],
    [failed('NoSuchKey'), 'missing'],
    [new DOMException('stop', 'AbortError'), 'aborted'],
    [new AggregateError([failed('ECONNREFUSED')]), 'unreachable'],
    [failed('SlowDown'), 'unavailable'],
    [withStatus({ $metadata: { httpStatusCode: 502 } }), 'unavailable'],
    [withStatus({ statusCode: 503 }), 'unavailable'],
    [withStatus({ $metadata: { httpStatusCode: 507 } }), 'full'],
    [withStatus({ statusCode: 418 }), 'other'],
    [failed('Teapot'), 'other'],
    ['a string', 'other'],
  ] as const)('%s is: %s', (cause, failure) => {
    expect(classify(cause)).toBe(failure);
  });
});

describe('StoreError', () => {
  it('names the place, the object, the remedy, and keeps the store’s own words', () => {
    const { message } = new StoreError(
      'permission',
      'delete',
      'bucket "b" at http://s3',
      'a/b',
      failed('AccessDenied', 'Access Denied.'),
    );
    expect(message).toBe(
      'The bucket "b" at http://s3 does not let these keys delete (object "a/b"). Allow them to delete below the prefix: backups are written, listed, read for a restore, and deleted when their retention ends. (AccessDenied: Access Denied.)',
    );
  });
});
