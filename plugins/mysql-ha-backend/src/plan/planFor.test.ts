import { Recovery } from '../diagnose';
import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { planFor } from './planFor';
import { inWords } from './__testUtils__/inWords';

describe('planFor', () => {
  const { taken } = snapshotOf(3);
  const table: readonly (readonly [Recovery, string, string])[] = [
    [
      { kind: 'Fence', instance: 'orders-1' },
      'Close orders-1',
      'close orders-1 to clients',
    ],
    [
      { kind: 'CorrectSemiSync' },
      'Bring semi-sync to what is recorded',
      'orders-0: commits wait for 1',
    ],
    [
      { kind: 'ForgetSource', instance: 'orders-0' },
      'Remove the source of orders-0',
      'remove the source of orders-0',
    ],
    [
      { kind: 'LiftOfflineMode', instance: 'orders-2' },
      'Open orders-2 for reads',
      'open orders-2 to clients',
    ],
    [
      { kind: 'Clone', instance: 'orders-2', donor: 'orders-1' },
      'Fill orders-2 from orders-1',
      'clone orders-1 to orders-2',
    ],
    [
      { kind: 'Follow', instance: 'orders-1', acknowledge: true },
      'Point orders-1 at orders-0',
      'point orders-1 at orders-0, acknowledging',
    ],
    [
      { kind: 'StartReplica', instance: 'orders-1', acknowledge: false },
      'Start replication of orders-1',
      'start replication of orders-1',
    ],
    [
      { kind: 'RestartPod', instance: 'orders-1', reason: 'a test' },
      'Restart orders-1',
      'restart pod orders-1',
    ],
    [
      { kind: 'RepairCredentials', instance: 'orders-0' },
      'Repair the system users on orders-0',
      'repair the system users on orders-0',
    ],
  ];

  it.each(table)('%j', (recovery, name, step) => {
    const plan = planFor(taken, recovery);
    expect(plan.name).toBe(name);
    expect(inWords(plan.steps)).toEqual([step]);
  });

  it('starts receivers anew side by side, each as it acknowledges', () => {
    const plan = planFor(taken, {
      kind: 'RestartReceivers',
      replicas: [
        { instance: 'orders-1', acknowledge: true },
        { instance: 'orders-2', acknowledge: false },
      ],
    });
    expect(inWords(plan.steps)).toEqual([
      'side by side:',
      '- start replication of orders-1, acknowledging',
      '- start replication of orders-2',
    ]);
  });

  it('logs repaired users on the primary alone, as replicas get them from there', () => {
    const logged = (instance: string) =>
      planFor(taken, { kind: 'RepairCredentials', instance }).steps[0];
    expect(logged('orders-0')).toMatchObject({ logged: true });
    expect(logged('orders-1')).toMatchObject({ logged: false });
  });

  it('closes the primary before it is cloned, where its commits would wait for the copy', () => {
    const fill = planFor(taken, {
      kind: 'Clone',
      instance: 'orders-1',
      donor: 'orders-0',
      keepBinlogs: true,
      closing: true,
    });
    expect(inWords(fill.steps)).toEqual([
      'put the binlogs of orders-1 aside',
      'close orders-0 to clients',
      'open orders-0 to clients',
      'clone orders-0 to orders-1',
    ]);
  });

  it('closes a primary for the clone that is under way', () => {
    const close = planFor(taken, {
      kind: 'CloseForClone',
      instance: 'orders-0',
    });
    expect(inWords(close.steps)).toEqual([
      'close orders-0 to clients',
      'open orders-0 to clients',
    ]);
    expect(close.background).toBeUndefined();
  });

  it('fills an instance beside the loop, as that takes long', () => {
    const fill = planFor(taken, {
      kind: 'Clone',
      instance: 'orders-2',
      donor: 'orders-1',
    });
    expect(fill.background).toBe('orders-2');
  });
});
