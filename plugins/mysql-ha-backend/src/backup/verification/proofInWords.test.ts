import { proofInWords } from './proofInWords';

describe('a proof in words', () => {
  it.each([
    [
      { tables: 12, rows: '10240', gtidExecuted: 'a:1-5' },
      'the rows and checksums of 12 tables (10240 rows) and the transactions that it holds are those that were saved.',
    ],
    [
      { tables: 1, rows: '1', gtidExecuted: 'a:1-5' },
      'the rows and checksums of 1 table (1 row) and the',
    ],
    [
      { tables: 0, rows: '0', gtidExecuted: '' },
      'each object is as it was written, and a server starts with the data.',
    ],
    [{}, 'each object is as it was written'],
  ])('of %j says what was compared', (result, words) => {
    expect(proofInWords(result, 35)).toContain(
      'It was restored into a throw-away instance in 35 s: ',
    );
    expect(proofInWords(result, 35)).toContain(words);
  });
});
