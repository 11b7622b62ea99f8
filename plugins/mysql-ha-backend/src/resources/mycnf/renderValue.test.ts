import { renderValue } from './renderValue';

describe('renderValue', () => {
  it.each([
    ['128M', '128M'],
    ['STRICT_ALL_TABLES,ANSI', 'STRICT_ALL_TABLES,ANSI'],
    ['', ''],
    ['SET x = 1', '"SET x = 1"'],
    ['a#b', '"a#b"'],
    ["it's", `"it's"`],
    ['say "x"', `'say "x"'`],
    ['C:\\n', '"C:\\\\n"'],
  ])('writes %j as %s', (value, rendered) => {
    expect(renderValue(value)).toBe(rendered);
  });

  it('throws for what can’t stand on one line', () => {
    expect(() => renderValue('a\nb')).toThrow(RangeError);
  });
});
