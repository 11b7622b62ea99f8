import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { changeWaitFor, confirmCaughtUp } from './waitFor';
import { inWords } from './__testUtils__/inWords';

describe('changeWaitFor', () => {
  it('to fewer: recorded before it is set', () => {
    expect(inWords(changeWaitFor(snapshotOf(3).taken, 0).steps)).toEqual([
      'record count 0',
      'orders-0: semi-sync off',
    ]);
  });

  it('to more: set once the members are connected, before it is recorded, and taken back when that fails', () => {
    const plan = changeWaitFor(snapshotOf(3).async().taken, 1);
    expect(inWords(plan.steps)).toEqual([
      'start replication of orders-1, acknowledging',
      'start replication of orders-2, acknowledging',
      'first commit on orders-0',
      'wait until orders-1, orders-2 hold what orders-0 holds',
      'orders-0: commits wait for 1',
      'record count 1',
    ]);
    expect(inWords(plan.undo ?? [])).toEqual(['orders-0: semi-sync off']);
  });

  it('asks nothing of a member that is not there', () => {
    const plan = changeWaitFor(snapshotOf(3).async().unreachable(2).taken, 1);
    expect(inWords(plan.steps)).not.toContain(
      'start replication of orders-2, acknowledging',
    );
  });

  it('claims nothing of the commits of before', () => {
    const { steps } = changeWaitFor(snapshotOf(3).async().taken, 1);
    expect(steps[steps.length - 1]).toEqual({ do: 'Record', waitFor: 1 });
  });
});

describe('confirmCaughtUp', () => {
  it('commits once, proves, and records how many hold it', () => {
    const { steps } = confirmCaughtUp(snapshotOf(3).taken);
    expect(inWords(steps)).toEqual([
      'first commit on orders-0',
      'wait until orders-1, orders-2 hold what orders-0 holds',
      'record 2 hold what was before',
    ]);
  });
});
