import { clusterNameSchema } from './clusterName';

describe('clusterNameSchema', () => {
  it.each(['orders', 'orders-eu', 'a', 'o2', 'a'.repeat(32)])(
    'takes %s',
    name => {
      expect(clusterNameSchema.parse(name)).toBe(name);
    },
  );

  it.each([
    ['', 'name is missing'],
    ['a'.repeat(33), 'at most 32 characters'],
    ['Orders', 'lower-case letters'],
    ['2orders', 'beginning with a letter'],
    ['orders-', 'ending with a letter or digit'],
    ['orders_eu', 'DNS label'],
    ['mysql', 'can’t be'],
    ['performance', 'can’t be'],
    ['information-schema', 'can’t be'],
    ['mysqlha-operator', 'begin with mysqlha'],
  ])('refuses “%s” and says why', (name, message) => {
    const result = clusterNameSchema.safeParse(name);
    expect(result.error?.issues[0].message).toContain(message);
  });
});
