import { synchronousAfter } from './synchronousAfter';

const members = ['orders-0', 'orders-1', 'orders-2'];
const healthy = { members, waitFor: 1, term: 1 };
const lowered = { members, waitFor: 0, term: 1 };
const raised = { members, waitFor: 1, lowestWaitFor: 0, term: 1 };

describe('synchronousAfter', () => {
  it.each([
    ['a new term alone changes nothing', healthy, {}, healthy],
    ['a lower count is the lowest', healthy, { waitFor: 0 }, lowered],
    [
      'a count that is raised again says nothing of what was before',
      lowered,
      { waitFor: 1 },
      raised,
    ],
    [
      'a proof ends the memory of the lower count',
      raised,
      { lowestWaitFor: 1 },
      healthy,
    ],
    [
      'a proof never counts for more than commits wait for',
      raised,
      { lowestWaitFor: 2 },
      healthy,
    ],
    [
      'a raise that is proved already needs no memory',
      lowered,
      { waitFor: 1, lowestWaitFor: 1 },
      healthy,
    ],
    [
      'a member more keeps the memory',
      { ...raised, members: ['orders-0', 'orders-1'] },
      { members },
      raised,
    ],
    [
      'the first record',
      undefined,
      { members: ['orders-0'], waitFor: 0 },
      { members: ['orders-0'], waitFor: 0, term: 1 },
    ],
  ])('%s', (_, before, change, after) => {
    expect({
      ...synchronousAfter(before, change, 1),
      revision: undefined,
    }).toEqual({ ...after, revision: undefined });
  });

  it('counts the changes, and nothing else', () => {
    const first = synchronousAfter(healthy, { waitFor: 0 }, 1);
    expect(first?.revision).toBe(1);
    expect(synchronousAfter(first, { members }, 2)?.revision).toBe(2);
    expect(synchronousAfter(first, { primary: 'orders-1' }, 2)).toBe(first);
  });
});
