import { generatePassword, keepOrGenerate } from './passwords';

const random = (count: number) => new Uint8Array(count).fill(7);

describe('passwords', () => {
  it('need no quoting and have each class of characters', () => {
    const password = generatePassword(random);
    expect(password).toBe('BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHaA1-');
    expect(password).toMatch(/^[A-Za-z0-9_-]{36}$/);
  });

  it.each(['secret', "it's \\ ümläut", 'x'.repeat(128)])(
    'keeps %s, which stands there',
    existing => {
      expect(keepOrGenerate(existing, random)).toBe(existing);
    },
  );

  it.each([undefined, '', 'two\nlines', 'nul\0', 'x'.repeat(129)])(
    'replaces %j, which MySQL could not take',
    existing => {
      expect(keepOrGenerate(existing, random)).toBe(generatePassword(random));
    },
  );
});
