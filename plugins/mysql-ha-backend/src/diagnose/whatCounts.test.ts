import { gtids, uuidOf } from '../observe/__testUtils__/gtids';
import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { readableMembers } from './quorum';
import { whatCounts } from './whatCounts';

const ROWS = {
  first: { term: 1, primaryUuid: uuidOf(0) },
  second: { term: 2, primaryUuid: uuidOf(1) },
};

/** Of orders-0 and orders-2, while orders-1, which leads in term 2, can’t be read. */
const counted = (
  voters: {
    readonly [ordinal: number]: {
      readonly holds: string;
      readonly row: keyof typeof ROWS;
    };
  },
  waitFor = 1,
  term = 2,
) => {
  const { taken } = Object.entries(voters).reduce(
    (builder, [ordinal, { holds, row }]) =>
      builder.facts(Number(ordinal), {
        serverUuid: uuidOf(Number(ordinal)),
        gtidExecuted: gtids(holds),
        term: ROWS[row],
        replica: undefined,
      }),
    snapshotOf(3)
      .members(['orders-0', 'orders-1', 'orders-2'], waitFor)
      .recorded({ primary: 'orders-1', term })
      .unreachable(1),
  );
  return String(whatCounts(taken, readableMembers(taken)));
};

describe('whatCounts', () => {
  it('leaves out what a primary of before holds beyond those that went on without it', () => {
    expect(
      counted({
        0: { holds: 'a:1-11', row: 'first' },
        2: { holds: 'a:1-10,b:1-3', row: 'second' },
      }),
    ).toBe(String(gtids('a:1-10,b:1-3')));
  });

  it('counts all of whoever leads now, also where its term has not arrived', () => {
    expect(
      counted({
        0: { holds: 'a:1-10,b:1-4', row: 'first' },
        2: { holds: 'a:1-10,b:1-3', row: 'second' },
      }),
    ).toBe(String(gtids('a:1-10,b:1-4')));
  });

  it('counts everything while nobody who answers has the newest term', () => {
    expect(
      counted({
        0: { holds: 'a:1-11', row: 'first' },
        2: { holds: 'a:1-10', row: 'first' },
      }),
    ).toBe(String(gtids('a:1-11')));
  });

  it('leaves out what a primary of before wrote, also where nobody who answers has the term on the record', () => {
    expect(
      counted(
        {
          0: { holds: 'a:1-11', row: 'first' },
          2: { holds: 'a:1-10,b:1-3', row: 'second' },
        },
        1,
        3,
      ),
    ).toBe(String(gtids('a:1-10,b:1-3')));
  });

  it('counts what came from elsewhere, as it may be of the newest term', () => {
    expect(
      counted(
        {
          0: { holds: 'a:1-10,d:1', row: 'first' },
          2: { holds: 'a:1-10,b:1-3', row: 'second' },
        },
        1,
        3,
      ),
    ).toBe(String(gtids('a:1-10,b:1-3,d:1')));
  });

  it('counts everything where commits waited for nobody: clients may have been told OK for what was left behind', () => {
    expect(
      counted(
        {
          0: { holds: 'a:1-11', row: 'first' },
          2: { holds: 'a:1-10,b:1-3', row: 'second' },
        },
        0,
      ),
    ).toBe(String(gtids('a:1-11,b:1-3')));
  });
});
