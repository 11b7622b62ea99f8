import { deepEqual, throws } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseMysqlArguments } from './parseMysqlArguments.ts';

describe('npm run mysql', () => {
  it('hands everything but its own option on to the client', () => {
    deepEqual(
      parseMysqlArguments(['shop/orders', '--replicas', '-e', 'SELECT 1']),
      {
        namespace: 'shop',
        name: 'orders',
        replicas: true,
        rest: ['-e', 'SELECT 1'],
      },
    );
  });

  for (const args of [[], ['orders'], ['shop/'], ['--replicas']]) {
    it(`shows how it is used for “${args.join(' ')}”`, () => {
      throws(() => parseMysqlArguments(args), /usage: npm run mysql/);
    });
  }
});
