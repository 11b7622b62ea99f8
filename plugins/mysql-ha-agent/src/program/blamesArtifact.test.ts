import { DamagedArtifact } from '../artifact';
import { NotEnoughSpace } from '../backup';
import { ProgramFailed } from '../mysql';
import { NotVerified } from '../restore';
import { StoreError } from '../stores';
import { blamesArtifact } from './blamesArtifact';

const OBJECT = { key: 'a/data', bytes: 1, sha256: 'abc' };
const refusal = (failure: 'missing' | 'keys') =>
  new StoreError(failure, 'read', 'bucket "b"', 'a/data', new Error('no'));

describe('what could not be restored', () => {
  it.each([
    ['an object that differs', new DamagedArtifact('b', OBJECT, 'it differs')],
    ['an object that is missing', refusal('missing')],
    ['a table that differs', new NotVerified('a', 'shop.t is missing')],
    ['a server that ends', new ProgramFailed('mysqld', 'failed', 'corrupt')],
  ])('is the backup’s fault for %s', (_, failure) => {
    expect(blamesArtifact(failure)).toBe(true);
  });

  it.each([
    [
      'a server that the kernel killed for want of memory',
      new ProgramFailed('mysqld', 'was killed', '', true),
    ],
    ['a disk that is too small', new NotEnoughSpace('/scratch', 2, 1)],
    ['keys that are wrong', refusal('keys')],
    ['anything else', new Error('SIGTERM asked the agent to stop.')],
  ])('is not for %s', (_, failure) => {
    expect(blamesArtifact(failure)).toBe(false);
  });
});
