import {
  clusterNameProblem,
  databasesIn,
  isObjectName,
  restoredName,
  stamped,
} from './names';

describe('names of what is made on the page', () => {
  it('carry their time', () => {
    const now = Date.parse('2026-05-01T10:00:02.250Z');
    expect(stamped('orders', now)).toBe('orders-20260501-100002');
    expect(isObjectName(stamped('orders', now))).toBe(true);
  });

  it.each(['', 'Orders', 'orders_1', '-orders', 'orders-'])(
    'are never like “%s”',
    name => expect(isObjectName(name)).toBe(false),
  );

  it('of restored clusters are never too long', () => {
    expect(restoredName('orders')).toBe('orders-restored');
    const long = restoredName('o'.repeat(32));
    expect(clusterNameProblem(long)).toBeUndefined();
    expect(long).toMatch(/^o+-restored$/);
    expect(clusterNameProblem('Orders')).toMatch(/letter/);
  });

  it('of databases may have commas or spaces between them', () => {
    expect(databasesIn(' orders, carts\nusers,,')).toEqual([
      'orders',
      'carts',
      'users',
    ]);
    expect(databasesIn('  ')).toEqual([]);
  });
});
