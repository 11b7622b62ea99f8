import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { addMember, changeWaitFor, removeMember } from './members';
import { inWords } from './__testUtils__/inWords';

/** So many members, and one more that replicates. */
const growing = (members: number) => snapshotOf(members).newcomer();

describe('addMember', () => {
  it('1 → 2: the newcomer acknowledges first, or commits would wait for nobody at all', () => {
    const plan = addMember(growing(1).taken, 'orders-1');
    expect(inWords(plan.steps)).toEqual([
      'start replication of orders-1, acknowledging',
      'orders-0: commits wait for 1',
      'wait until orders-1 holds what orders-0 holds',
      'record members orders-0, orders-1, count 1',
    ]);
    expect(inWords(plan.undo ?? [])).toEqual([
      'start replication of orders-1',
      'orders-0: semi-sync off',
    ]);
  });

  it('2 → 3: the count stays, so the newcomer is recorded before its acknowledgement counts', () => {
    const plan = addMember(growing(2).taken, 'orders-2');
    expect(inWords(plan.steps)).toEqual([
      'wait until orders-2 holds what orders-0 holds',
      'record members orders-0, orders-1, orders-2, count 1',
      'start replication of orders-2, acknowledging',
    ]);
    expect(plan.undo ?? []).toEqual([]);
  });

  it('3 → 4: the count rises on the server before the newcomer may acknowledge', () => {
    const plan = addMember(growing(3).taken, 'orders-3');
    expect(inWords(plan.steps)).toEqual([
      'orders-0: commits wait for 2',
      'start replication of orders-3, acknowledging',
      'wait until orders-3 holds what orders-0 holds',
      'record members orders-0, orders-1, orders-2, orders-3, count 2',
    ]);
    expect(inWords(plan.undo ?? [])).toEqual([
      'start replication of orders-3',
      'orders-0: commits wait for 1',
    ]);
  });

  it.each([2, 3, 4, 5, 6, 7, 8].map(n => [n]))(
    '%i members and one more: never records what was not proved, nor counts an acknowledgement that the record can’t see',
    n => {
      const newcomer = `orders-${n}`;
      const { steps } = addMember(growing(n).taken, newcomer);
      const at = (what: string) => steps.findIndex(step => step.do === what);
      expect(at('ProveHolds')).toBeGreaterThanOrEqual(0);
      expect(at('ProveHolds')).toBeLessThan(at('Record'));
      // Its acknowledgement counts from here on: the record or a higher count on the server came before.
      const earlier = [at('SetSemiSync'), at('Record')].filter(i => i >= 0);
      expect(Math.min(...earlier)).toBeLessThan(at('StartReplica'));
    },
  );

  it('Async: proves and records, and nobody acknowledges anything', () => {
    const plan = addMember(
      growing(2).async().members(['orders-0', 'orders-1'], 0).taken,
      'orders-2',
    );
    expect(inWords(plan.steps)).toEqual([
      'wait until orders-2 holds what orders-0 holds',
      'record members orders-0, orders-1, orders-2, count 0',
    ]);
  });

  it('records members in the order of ordinals, whoever joins last', () => {
    const { taken } = snapshotOf(3).members(['orders-0', 'orders-2'], 1);
    expect(inWords(addMember(taken, 'orders-1').steps)).toContain(
      'record members orders-0, orders-1, orders-2, count 1',
    );
  });
});

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
      'record members orders-0, orders-1, count 1',
    ]);
  });

  it('4 → 3: those that remain are proved and recorded before the count falls', () => {
    const plan = removeMember(snapshotOf(4).scaledTo(3).taken, 'orders-3');
    expect(inWords(plan.steps)).toEqual([
      'stop the receiver of orders-3',
      'wait until orders-1, orders-2 hold what orders-0 holds',
      'record members orders-0, orders-1, orders-2, count 1',
      'orders-0: commits wait for 1',
    ]);
  });

  it('stops nothing on a member that is gone', () => {
    const plan = removeMember(
      snapshotOf(3).scaledTo(2).withoutPod(2).taken,
      'orders-2',
    );
    expect(inWords(plan.steps)).toEqual([
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
});

describe('changeWaitFor', () => {
  it('to fewer: recorded before it is set', () => {
    expect(inWords(changeWaitFor(snapshotOf(3).taken, 0).steps)).toEqual([
      'record count 0',
      'orders-0: semi-sync off',
    ]);
  });

  it('to more: set and proved before it is recorded, and taken back when that fails', () => {
    const plan = changeWaitFor(snapshotOf(3).async().taken, 1);
    expect(inWords(plan.steps)).toEqual([
      'start replication of orders-1, acknowledging',
      'start replication of orders-2, acknowledging',
      'orders-0: commits wait for 1',
      'wait until orders-1, orders-2 hold what orders-0 holds',
      'record count 1',
    ]);
    expect(inWords(plan.undo ?? [])).toEqual(['orders-0: semi-sync off']);
  });
});
