import { mergeDiff } from './mergeDiff';

describe('mergeDiff', () => {
  it.each([
    ['nothing for equals', { a: { b: 1 } }, { a: { b: 1 } }, undefined],
    ['what is new', {}, { a: 1 }, { a: 1 }],
    ['null for what is gone', { a: 1, b: 2 }, { b: 2 }, { a: null }],
    [
      'null for what is gone below',
      { progress: { doneBytes: 1, totalBytes: 9 } },
      { progress: { doneBytes: 2 } },
      { progress: { doneBytes: 2, totalBytes: null } },
    ],
    ['lists whole', { a: [1, 2] }, { a: [2] }, { a: [2] }],
    ['no difference of undefined', { a: undefined }, {}, undefined],
  ])('gives %s', (_, before, after, patch) => {
    expect(mergeDiff(before, after)).toEqual(patch);
  });
});
