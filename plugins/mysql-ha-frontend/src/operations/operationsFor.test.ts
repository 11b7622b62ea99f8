import { clusterView, healthy, hibernated, single } from '../../dev/clusters';
import {
  choosesPrimary,
  isDangerous,
  operationsForCluster,
  operationsForInstance,
} from './operationsFor';

describe('operationsForCluster', () => {
  it.each([
    [
      'a cluster with replicas',
      healthy(),
      ['Switchover', 'Failover', 'RotatePasswords'],
    ],
    ['one that is alone', single(), ['RotatePasswords']],
    ['one that sleeps', hibernated(), []],
    ['one that goes', { ...healthy(), deleting: true }, []],
  ])('%s', (_, cluster, operations) => {
    expect(operationsForCluster(cluster)).toEqual(operations);
  });
});

describe('operationsForInstance', () => {
  it.each([
    ['a replica', 'orders-1', ['Restart', 'Rebuild', 'Fence']],
    ['the primary, which nobody could fill', 'orders-0', ['Restart', 'Fence']],
  ])('%s', (_, instance, operations) => {
    expect(operationsForInstance(healthy(), instance)).toEqual(operations);
  });

  it('opens again what a person closed', () => {
    const cluster = clusterView('orders', {
      status: {
        fencedInstances: [
          { name: 'orders-1', since: '2026-11-20T10:00:00Z', reason: 'disk' },
        ],
      },
    });
    expect(operationsForInstance(cluster, 'orders-1')).toContain('Unfence');
    expect(operationsForInstance(cluster, 'orders-2')).toContain('Fence');
  });
});

describe('isDangerous', () => {
  it.each([
    ['Failover', true],
    ['Rebuild', true],
    ['Fence', true],
    ['Switchover', false],
    ['Restart', false],
    ['Unfence', false],
    ['RotatePasswords', false],
  ] as const)('%s: %s', (type, dangerous) => {
    expect(isDangerous(type)).toBe(dangerous);
  });
});

describe('choosesPrimary', () => {
  it('is asked for a change of primary alone', () => {
    expect(choosesPrimary('Switchover')).toBe(true);
    expect(choosesPrimary('Failover')).toBe(true);
    expect(choosesPrimary('RotatePasswords')).toBe(false);
  });
});
