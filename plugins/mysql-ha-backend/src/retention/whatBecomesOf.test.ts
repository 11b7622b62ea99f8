import { ARCHIVE_AS_READER } from '../observe';
import { whatBecomesOf } from './whatBecomesOf';

describe('whatBecomesOf', () => {
  const recorded = { primary: 'orders-0', endedBootstrap: true };

  it.each([
    [['orders-1'], 'orders-0', 'orders-1 will be filled anew by CLONE'],
    [
      ['orders-1'],
      'orders-2',
      'orders-1 will be filled anew should orders-2 ever lead',
    ],
    [
      [ARCHIVE_AS_READER],
      'orders-0',
      'the archive will have a gap unless another instance still has them',
    ],
    [
      ['orders-1', ARCHIVE_AS_READER],
      'orders-0',
      'orders-1 will be filled anew by CLONE, and the archive will have a gap unless another instance still has them',
    ],
  ])('%j at %s', (names, server, words) => {
    const readers = names.map(name => ({ name }));
    expect(whatBecomesOf(readers, server, { recorded })).toBe(words);
  });
});
