import {
  appUserName,
  endpoints,
  instanceHost,
  instanceNames,
  instanceOrdinal,
  volumeClaimName,
} from './names';

const cluster = { namespace: 'shop', name: 'orders-eu' };

describe('names', () => {
  it('gives each instance a host that outlives its pod', () => {
    expect(instanceHost(cluster, 2)).toBe(
      'orders-eu-2.orders-eu-instances.shop.svc',
    );
  });

  it('lists the instances by ordinal', () => {
    expect(instanceNames(cluster, 2)).toEqual(['orders-eu-0', 'orders-eu-1']);
  });

  it.each([
    ['orders-eu-0', 0],
    ['orders-eu-12', 12],
    ['orders-eu-01', undefined],
    ['orders-eu-', undefined],
    ['orders-eu-x', undefined],
    ['orders-0', undefined],
    ['orders-eu', undefined],
  ])('knows that %s has ordinal %s', (instance, ordinal) => {
    expect(instanceOrdinal(cluster, instance)).toBe(ordinal);
  });

  it('calls a claim as the StatefulSet controller does', () => {
    expect(volumeClaimName(cluster, 1)).toBe('data-orders-eu-1');
  });

  it('names a user that needs no quotes', () => {
    expect(appUserName(cluster)).toBe('orders_eu');
  });

  it.each([
    ['orders', 'orders'],
    ['orders-us', 'orders_us'],
    // Somebody may write it: a schema of MySQL's own is never granted.
    ['mysql', 'orders_eu'],
    ['mysqlha', 'orders_eu'],
    ['a%', 'orders_eu'],
  ])('of data that were of %s calls the user %s', (origin, user) => {
    const annotations = { 'mysqlha.dev/database-of': origin };
    expect(appUserName({ ...cluster, annotations })).toBe(user);
  });

  it('says where to write and where to read', () => {
    expect(endpoints(cluster)).toEqual({
      primary: 'orders-eu-primary.shop.svc:3306',
      replicas: 'orders-eu-replicas.shop.svc:3306',
    });
  });
});
