import { NoSuchDatabase, NotEnoughSpace } from '../backup';
import { NotRecoverable } from '../history';
import { NotApplied } from '../replay';
import { StoreError, StoreFailure } from '../stores';
import { isFinal } from './isFinal';

const refusal = (failure: StoreFailure) =>
  new StoreError(failure, 'write', 'bucket', '', new Error('no'));

it.each([
  ['wrong keys', refusal('keys'), true],
  ['a bucket that is not there', refusal('container'), true],
  ['a right that is missing', refusal('permission'), true],
  ['a store that is gone for a minute', refusal('unreachable'), false],
  ['a store that is full', refusal('full'), false],
  ['too little room', new NotEnoughSpace('/scratch', 2, 1), true],
  ['a database that is not there', new NoSuchDatabase('a', 'on b', []), true],
  ['a moment that can’t be restored', new NotRecoverable('gap'), true],
  ['a transaction that can’t be applied', new NotApplied('clash'), true],
  ['a source that went away', new Error('read ECONNRESET'), false],
])('after %s another try is useless: %s', (_, failure, final) => {
  expect(isFinal(failure)).toBe(final);
});
