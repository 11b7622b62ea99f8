import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { addMember } from './addMember';
import { inWords } from './__testUtils__/inWords';

/** So many members, and one more that replicates. */
const growing = (members: number) => snapshotOf(members).newcomer();

describe('addMember', () => {
  it('1 → 2: the newcomer acknowledges first, or commits would wait for nobody at all', () => {
    const plan = addMember(growing(1).taken, 'orders-1');
    expect(inWords(plan.steps)).toEqual([
      'start replication of orders-1, acknowledging',
      'first commit on orders-0',
      'wait until orders-1 holds what orders-0 holds',
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

  it('grows a count that was lowered by as much as the promise grows', () => {
    const lowered = (members: number) =>
      growing(members).recorded({
        synchronous: {
          members: Array.from({ length: members }, (_, i) => `orders-${i}`),
          waitFor: 0,
          term: 1,
        },
      }).taken;
    expect(inWords(addMember(lowered(2), 'orders-2').steps)).toEqual([
      'wait until orders-2 holds what orders-0 holds',
      'record members orders-0, orders-1, orders-2, count 0',
    ]);
    expect(inWords(addMember(lowered(3), 'orders-3').steps)).toContain(
      'record members orders-0, orders-1, orders-2, orders-3, count 1',
    );
  });

  it('remembers that fewer held what was before, but for the newcomer', () => {
    const { taken } = growing(4).recorded({
      synchronous: {
        members: ['orders-0', 'orders-1', 'orders-2', 'orders-3'],
        waitFor: 2,
        lowestWaitFor: 0,
        term: 1,
      },
    });
    expect(inWords(addMember(taken, 'orders-4').steps)).toContain(
      'record members orders-0, orders-1, orders-2, orders-3, orders-4, count 2, 1 hold what was before',
    );
  });
});
