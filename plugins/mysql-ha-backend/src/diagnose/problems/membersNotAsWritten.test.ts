import { WrittenMembers } from '../../mysql';
import {
  SnapshotBuilder,
  snapshotOf,
} from '../../observe/__testUtils__/snapshotOf';
import { shown } from '../__testUtils__/shown';
import { diagnose } from '../diagnose';
import { findingsOf } from '../findingsIn';
import { membersNotAsWritten } from './membersNotAsWritten';

const ALL = ['orders-0', 'orders-1', 'orders-2'];
const WRITTEN: WrittenMembers = {
  cluster: 'uid-of-orders',
  term: 1,
  revision: 4,
  members: ALL,
  waitFor: 1,
};

/** All have this copy. */
const written = (copy: Partial<WrittenMembers> = {}, builder = snapshotOf(3)) =>
  [0, 1, 2].reduce(
    (all, ordinal) => all.facts(ordinal, { members: { ...WRITTEN, ...copy } }),
    builder,
  );

const recorded = (
  builder: SnapshotBuilder,
  synchronous: Partial<
    NonNullable<SnapshotBuilder['taken']['recorded']['synchronous']>
  >,
) =>
  builder.recorded({
    synchronous: {
      members: ALL,
      waitFor: 1,
      term: 1,
      revision: 4,
      ...synchronous,
    },
  });

describe('membersNotAsWritten', () => {
  const found = (builder: SnapshotBuilder) =>
    findingsOf(membersNotAsWritten, builder.taken);

  it.each([
    ['says what MySQL says', recorded(written(), {})],
    [
      'names the same members in another order',
      recorded(written(), { members: [...ALL].reverse() }),
    ],
    [
      'is newer: its copy is written next',
      recorded(written(), { revision: 5, members: ALL.slice(0, 2) }),
    ],
    [
      'is of a later term',
      recorded(written(), { term: 2, revision: 1, waitFor: 0 }),
    ],
    ['has no copy yet', recorded(snapshotOf(3), {})],
    [
      'is not that of the cluster from which the data came',
      recorded(written({ cluster: 'another', revision: 9 }), {}),
    ],
  ])('is silent when the record %s', (_, builder) => {
    expect(found(builder)).toEqual([]);
  });

  type Change = Partial<WrittenMembers>;
  const edits: [string, Change, Change][] = [
    ['needs fewer to be readable', { waitFor: 2 }, {}],
    ['promises less', { waitFor: 0 }, {}],
    ['has lost a member', { members: ALL.slice(0, 2) }, {}],
    ['has one more member', { members: [...ALL, 'orders-3'] }, {}],
    ['has lost its memory of a lower count', {}, { lowestWaitFor: 0 }],
    ['lost the number of its change', { revision: undefined }, {}],
    ['is older', { revision: 3, members: ALL.slice(0, 2) }, {}],
  ];

  it.each(edits)('corrects a record that %s', (_, change, copy) => {
    const synchronous = { ...change, members: [...(change.members ?? ALL)] };
    const [finding, ...others] = found(recorded(written(copy), synchronous));
    expect(others).toEqual([]);
    expect(finding.recovery).toEqual({
      kind: 'CorrectRecord',
      primary: 'orders-0',
      members: ALL,
      waitFor: 1,
      lowestWaitFor: 1,
      aboveTerm: 1,
      ...copy,
    });
  });

  it('corrects one that is missing', () => {
    const [finding] = found(written().recorded({ synchronous: undefined }));
    expect(finding.recovery).toMatchObject({ members: ALL, waitFor: 1 });
    expect(finding.message).toMatch(/^status\.synchronous is missing/);
  });

  it('believes the newest copy of those that can be asked', () => {
    const builder = recorded(written(), { waitFor: 0 }).facts(2, {
      members: { ...WRITTEN, revision: 6, members: ALL.slice(1) },
    });
    expect(found(builder)[0].recovery).toMatchObject({
      members: ALL.slice(1),
    });
  });

  it('has nothing else done before, however dead the primary is', () => {
    const { taken } = recorded(written(), { waitFor: 2 }).dead(0);
    expect(shown(diagnose(taken)).slice(0, 1)).toEqual([
      'MembersNotAsWritten orders-0 → CorrectRecord',
    ]);
    expect(diagnose(taken).filter(({ recovery }) => recovery)).toHaveLength(1);
  });

  it('says what each says', () => {
    expect(found(recorded(written(), { waitFor: 2 }))[0].message).toBe(
      'status.synchronous was not written by the engine: it says that a commit waits for 2 of orders-0, orders-1, orders-2, and MySQL’s own copy of the same change says that a commit waits for 1 of orders-0, orders-1, orders-2. The record is corrected.',
    );
  });
});
