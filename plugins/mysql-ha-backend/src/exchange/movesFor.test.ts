import { KubernetesObject } from '../kubernetes';
import { movesFor } from './movesFor';

const ORDERS = { namespace: 'shop', name: 'orders' };
const claim = (name: string, volumeName?: string): KubernetesObject => ({
  ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  metadata: { name, namespace: 'shop' },
  spec: { volumeName, resources: { requests: { storage: '10Gi' } } },
});
const RESTORED = claim('restored-orders', 'pv-r');
const moves = (...claims: KubernetesObject[]) =>
  movesFor(ORDERS, claims, RESTORED, '1a2b3c4d-5e6f');

describe('the exchange of volumes', () => {
  it('keeps what each instance has, and then gives the first one the restored data', () => {
    expect(
      moves(claim('data-orders-0', 'pv-0'), claim('data-orders-1', 'pv-1')),
    ).toEqual([
      {
        ...{ volume: 'pv-0', from: 'data-orders-0', size: '10Gi' },
        to: 'kept-orders-0-1a2b3c4d',
      },
      {
        ...{ volume: 'pv-1', from: 'data-orders-1', size: '10Gi' },
        to: 'kept-orders-1-1a2b3c4d',
      },
      {
        ...{ volume: 'pv-r', from: 'restored-orders', size: '10Gi' },
        to: 'data-orders-0',
      },
    ]);
  });

  it('leaves claims alone that are no instance’s', () => {
    expect(moves(claim('backups-of-orders', 'pv-b'))).toHaveLength(1);
  });

  it('is not begun while a claim has no volume', () => {
    expect(moves(claim('data-orders-0'))).toBe(
      'The volume claim data-orders-0 has no volume yet.',
    );
  });
});
