import { countTransactions } from './countTransactions';

const A = '3f1c9a52-7d1e-11f0-9b5e-0242ac120002';
const B = '8e55c0de-7d1e-11f0-a3a1-0242ac120003';

describe('countTransactions', () => {
  it.each([
    ['', 0],
    [`${A}:7`, 1],
    [`${A}:1-5:7`, 6],
    [`${A}:1-5:7,\n${B}:20-21`, 8],
    [`${A}:backup:1-3`, 3],
  ])('«%s» names %i', (set, count) => {
    expect(countTransactions(set)).toBe(count);
  });
});
