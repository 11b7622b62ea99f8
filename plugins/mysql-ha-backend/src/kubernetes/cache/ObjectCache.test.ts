import { WatchEvent } from '../types';
import { ObjectCache } from './ObjectCache';

function pod(name: string, uid: string, cluster?: string, version = uid) {
  const labels: Record<string, string> = cluster
    ? { 'mysqlha.dev/cluster': cluster }
    : {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace: 'shop',
      name,
      uid,
      resourceVersion: version,
      labels,
    },
  };
}

describe('ObjectCache', () => {
  const errors: string[] = [];
  let cache: ObjectCache;
  let told: string[];

  beforeEach(() => {
    errors.length = 0;
    cache = new ObjectCache({ error: message => errors.push(message) });
    told = [];
    cache.onChange(({ type, object }: WatchEvent) =>
      told.push(`${type} ${object.metadata.name} ${object.metadata.uid}`),
    );
  });

  function owned(cluster: string): readonly string[] {
    return cache
      .listOwned('Pod', 'shop', cluster)
      .map(({ metadata }) => metadata.name);
  }

  it('tells of a successor of the same name as of a death and a birth', () => {
    cache.replace('Pod', undefined, [pod('orders-0', '1', 'orders')]);
    cache.replace('Pod', undefined, [pod('orders-0', '2', 'orders')]);
    expect(told).toEqual([
      'added orders-0 1',
      'deleted orders-0 1',
      'added orders-0 2',
    ]);
    expect(owned('orders')).toEqual(['orders-0']);
  });

  it('tells nothing of a list that is as it was', () => {
    cache.replace('Pod', undefined, [pod('orders-0', '1', 'orders')]);
    cache.replace('Pod', undefined, [pod('orders-0', '1', 'orders')]);
    expect(told).toEqual(['added orders-0 1']);
  });

  it('leaves other namespaces alone when one is listed', () => {
    cache.set('Pod', pod('orders-0', '1', 'orders'));
    cache.replace('Pod', 'billing', []);
    expect(owned('orders')).toEqual(['orders-0']);
    cache.replace('Pod', 'shop', []);
    expect(owned('orders')).toEqual([]);
  });

  it('follows an object from one cluster to another', () => {
    cache.set('Pod', pod('x', '1', 'orders', '1'));
    cache.set('Pod', pod('x', '1', 'invoices', '2'));
    expect(owned('orders')).toEqual([]);
    expect(owned('invoices')).toEqual(['x']);
  });

  it('tells the others when one listener fails', () => {
    cache.onChange(() => {
      throw new Error('broken');
    });
    const later: string[] = [];
    cache.onChange(({ type }) => later.push(type));
    cache.set('Pod', pod('x', '1'));
    expect(later).toEqual(['added']);
    expect(errors).toEqual(['A listener failed on the change of Pod x']);
  });
});
