import { equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { optionsFile } from './credentials.ts';

describe('the options file of a MySQL client', () => {
  it('quotes a password that has a quote, a backslash and a hash', () => {
    const text = optionsFile(
      { username: 'orders', password: 'a"b\\c#d', database: 'orders' },
      '10.0.0.1',
    );
    equal(text.includes('password="a\\"b\\\\c#d"\n'), true);
  });
});
