import {
  generatePassword,
  keepOrGenerate,
  keepOrGenerateSystem,
} from './passwords';

const random = (count: number) => new Uint8Array(count).fill(7);

describe('passwords', () => {
  it('need no quoting and have each class of characters', () => {
    const password = generatePassword(random);
    expect(password).toBe('BwcHBwcHBwcHBwcHBwcHBwcHBwcHaA1-');
    expect(password).toMatch(/^[A-Za-z0-9_-]{32}$/);
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

  it('of system users fit into CHANGE REPLICATION SOURCE, which takes 32 characters', () => {
    const long = 'x'.repeat(33);
    expect(keepOrGenerateSystem(long, random)).toBe(generatePassword(random));
    expect(keepOrGenerateSystem(long.slice(1), random)).toBe(long.slice(1));
  });
});
