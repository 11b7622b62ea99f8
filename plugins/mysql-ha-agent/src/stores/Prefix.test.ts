import { Prefix } from './Prefix';

describe('Prefix', () => {
  it.each([
    [undefined, 'a/b'],
    ['', 'a/b'],
    ['/', 'a/b'],
    ['team', 'team/a/b'],
    ['/team/mysql/', 'team/mysql/a/b'],
  ])('of %j is in the whole key and not in ours', (given, whole) => {
    const prefix = new Prefix(given);
    expect(prefix.add('a/b')).toBe(whole);
    expect(prefix.strip(whole)).toBe('a/b');
  });
});
