import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { findingsOf } from '../findingsIn';
import { waitForNotAsPromised } from './waitForNotAsPromised';

describe('waitForNotAsPromised', () => {
  const members = (n: number) =>
    Array.from({ length: n }, (_, i) => `orders-${i}`);
  const preferred = (n: number, waitFor: number) =>
    snapshotOf(n)
      .spec({ durability: 'Preferred' })
      .members(members(n), waitFor);

  it.each([
    ['as promised', snapshotOf(3), []],
    [
      'Async became SemiSync',
      snapshotOf(3).async().spec({ topology: 'SemiSync' }),
      [1],
    ],
    ['SemiSync became Async', snapshotOf(3).spec({ topology: 'Async' }), [0]],
    ['a fence stands', snapshotOf(3).members(members(3), 0).fenced(), []],
    ['the primary is dead', snapshotOf(3).members(members(3), 0).dead(0), []],
    ['lowered, and all are back', preferred(3, 0), [1]],
    [
      'lowered, and nobody is back',
      preferred(3, 0).unreachable(1).unreachable(2),
      [],
    ],
    [
      'lowered, and who is back has not caught up',
      preferred(2, 0).replica(1, { lagSeconds: 60 }),
      [],
    ],
    [
      'lowered to 0 of 2, and one is back',
      preferred(5, 0).unreachable(1).unreachable(2).unreachable(3),
      [1],
    ],
    [
      'not lowered yet, though members are missing: that is for another to find',
      preferred(5, 2).unreachable(1).unreachable(2).unreachable(3),
      [],
    ],
    [
      'lowered, and Required is asked for now: as soon as members are there',
      preferred(3, 0)
        .unreachable(1)
        .unreachable(2)
        .spec({ durability: 'Required' }),
      [],
    ],
  ])('%s', (_, builder, counts) => {
    expect(
      findingsOf(waitForNotAsPromised, builder.taken).map(
        ({ recovery }) =>
          recovery?.kind === 'ChangeWaitFor' && recovery.waitFor,
      ),
    ).toEqual(counts);
  });
});
