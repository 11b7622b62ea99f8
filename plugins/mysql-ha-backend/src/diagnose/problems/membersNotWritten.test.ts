import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { shown } from '../__testUtils__/shown';
import { findingsOf } from '../findingsIn';
import { membersNotWritten } from './membersNotWritten';

const MEMBERS = ['orders-0', 'orders-1', 'orders-2'];
const SYNCHRONOUS = { members: MEMBERS, waitFor: 1, term: 1, revision: 1 };
const COPY = { ...SYNCHRONOUS, cluster: 'uid-of-orders' };
const WRITES = ['MembersNotWritten orders-0 → WriteMembers'];

describe('membersNotWritten', () => {
  const numbered = (builder = snapshotOf(3)) =>
    builder.recorded({ synchronous: SYNCHRONOUS });

  it.each([
    ['there is none', numbered(), WRITES],
    ['it is as new', numbered().written(), []],
    [
      'it is older',
      numbered()
        .written()
        .recorded({ synchronous: { ...SYNCHRONOUS, revision: 2 } }),
      WRITES,
    ],
    [
      'it came with the data of another cluster',
      numbered().facts(0, { members: { ...COPY, cluster: 'another' } }),
      WRITES,
    ],
    ['the record has no number', snapshotOf(3), []],
    ['the primary is closed', numbered().restarted(0), []],
    ['a fence stands', numbered().fenced(), []],
    [
      'a commit would wait',
      numbered().replica(1, { receiver: 'CONNECTING' }).stopped(2),
      [],
    ],
    ['commits wait for nobody', numbered(snapshotOf(3).async()), WRITES],
  ])('of MySQL’s copy, when %s', (_, builder, findings) => {
    expect(shown(findingsOf(membersNotWritten, builder.taken))).toEqual(
      findings,
    );
  });
});
