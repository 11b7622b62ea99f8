import { gtids } from '../observe/__testUtils__/gtids';
import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { removeMember } from './removeMember';
import { inWords } from './__testUtils__/inWords';

describe('removeMember', () => {
  it('2 → 1: the record says first that commits wait for nobody', () => {
    const plan = removeMember(snapshotOf(2).scaledTo(1).taken, 'orders-1');
    expect(inWords(plan.steps)).toEqual([
      'stop the receiver of orders-1',
      'record members orders-0, count 0',
      'orders-0: semi-sync off',
    ]);
    expect(inWords(plan.undo ?? [])).toEqual([
      'start replication of orders-1, acknowledging',
    ]);
  });

  it('3 → 2: the count stays', () => {
    const plan = removeMember(snapshotOf(3).scaledTo(2).taken, 'orders-2');
    expect(inWords(plan.steps)).toEqual([
      'stop the receiver of orders-2',
      'wait until orders-1 holds what orders-0 holds',
      'wait until orders-1 holds what orders-2 holds',
      'record members orders-0, orders-1, count 1',
    ]);
  });

  it('4 → 3: those that remain are proved and recorded before the count falls', () => {
    const plan = removeMember(snapshotOf(4).scaledTo(3).taken, 'orders-3');
    expect(inWords(plan.steps)).toEqual([
      'stop the receiver of orders-3',
      'wait until orders-1, orders-2 hold what orders-0 holds',
      'wait until orders-1, orders-2 hold what orders-3 holds',
      'record members orders-0, orders-1, orders-2, count 1',
      'orders-0: commits wait for 1',
    ]);
  });

  it('stops nothing on a member that is gone; a commit proves that the others hold what it acknowledged', () => {
    const plan = removeMember(
      snapshotOf(3).scaledTo(2).withoutPod(2).taken,
      'orders-2',
    );
    expect(inWords(plan.steps)).toEqual([
      'first commit on orders-0',
      'wait until orders-1 holds what orders-0 holds',
      'record members orders-0, orders-1, count 1',
    ]);
    expect(plan.undo).toEqual([]);
  });

  it('Async: needs no proof, as nothing was promised', () => {
    const plan = removeMember(
      snapshotOf(3).async().scaledTo(2).taken,
      'orders-2',
    );
    expect(inWords(plan.steps)).toEqual([
      'stop the receiver of orders-2',
      'record members orders-0, orders-1, count 0',
    ]);
    expect(plan.undo).toEqual([]);
  });

  it('asks only as many to prove what they hold as a commit waits for', () => {
    const plan = removeMember(
      snapshotOf(5).unreachable(2).scaledTo(4).taken,
      'orders-4',
    );
    expect(inWords(plan.steps)).toEqual([
      'stop the receiver of orders-4',
      'wait until orders-1, orders-3 hold what orders-0 holds',
      'wait until orders-1, orders-3 hold what orders-4 holds',
      'record members orders-0, orders-1, orders-2, orders-3, count 2',
    ]);
  });

  it('asks all while too few could prove it, and so waits', () => {
    const plan = removeMember(
      snapshotOf(3).unreachable(1).scaledTo(2).taken,
      'orders-2',
    );
    expect(inWords(plan.steps)).toContain(
      'wait until orders-1 holds what orders-0 holds',
    );
  });

  it('never raises a count that was lowered', () => {
    const { taken } = snapshotOf(3)
      .members(['orders-0', 'orders-1', 'orders-2'], 0)
      .scaledTo(2);
    expect(inWords(removeMember(taken, 'orders-2').steps)).toEqual([
      'stop the receiver of orders-2',
      'record members orders-0, orders-1, count 0',
    ]);
  });

  it('lets a commit speak for a leaver that holds what the others never will', () => {
    const { taken } = snapshotOf(3).facts(2, {
      gtidExecuted: gtids('a:1-10,c:1'),
    });
    expect(inWords(removeMember(taken, 'orders-2').steps)).toEqual([
      'stop the receiver of orders-2',
      'first commit on orders-0',
      'wait until orders-1 holds what orders-0 holds',
      'record members orders-0, orders-1, count 1',
    ]);
  });
});
