import { factsQuery } from '../instance/facts/factsQuery';
import { statementInWords } from './statementInWords';

describe('statementInWords', () => {
  it.each([
    ['SET GLOBAL super_read_only = ON', 'SET GLOBAL super_read_only'],
    ["CREATE USER 'app'@'%' IDENTIFIED BY 'secret'", "CREATE USER 'app'@'%'"],
    ['  START\n  REPLICA', 'START REPLICA'],
    ['COMMIT', 'COMMIT'],
    [factsQuery('present'), 'reading its state'],
  ])('%s', (sql, words) => {
    expect(statementInWords(sql)).toBe(words);
  });
});
