import { factsQuery } from '../instance/facts/factsQuery';
import { statementInWords } from './statementInWords';

describe('statementInWords', () => {
  it.each([
    [
      'a change of a variable',
      'SET GLOBAL super_read_only = ON',
      'SET GLOBAL super_read_only',
    ],
    [
      'an account, without its password',
      "CREATE USER 'app'@'%' IDENTIFIED BY 'secret'",
      "CREATE USER 'app'@'%'",
    ],
    ['a statement over two lines', '  START\n  REPLICA', 'START REPLICA'],
    ['a single word', 'COMMIT', 'COMMIT'],
    [
      'a look at all facts',
      factsQuery({ term: 'present', members: 'present' }),
      'reading its state',
    ],
  ])('%s', (_, sql, words) => {
    expect(statementInWords(sql)).toBe(words);
  });
});
