import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { shown } from '../__testUtils__/shown';
import { findingsOf } from '../findingsIn';
import { membersNotWritten } from './membersNotWritten';

const MEMBERS = ['orders-0', 'orders-1', 'orders-2'];
const COPY = {
  cluster: 'uid-of-orders',
  term: 1,
  revision: 0,
  members: MEMBERS,
  waitFor: 1,
};
const WRITES = ['MembersNotWritten orders-0 → WriteMembers'];

describe('membersNotWritten', () => {
  it.each([
    ['there is none', snapshotOf(3), WRITES],
    ['it is as new', snapshotOf(3).written(), []],
    [
      'it is older',
      snapshotOf(3)
        .written()
        .recorded({
          synchronous: { members: MEMBERS, waitFor: 1, term: 1, revision: 1 },
        }),
      WRITES,
    ],
    [
      'it came with the data of another cluster',
      snapshotOf(3).facts(0, { members: { ...COPY, cluster: 'another' } }),
      WRITES,
    ],
    ['the primary is closed', snapshotOf(3).restarted(0), []],
    ['a fence stands', snapshotOf(3).fenced(), []],
    [
      'a commit would wait',
      snapshotOf(3).replica(1, { receiver: 'CONNECTING' }).stopped(2),
      [],
    ],
    ['commits wait for nobody', snapshotOf(3).async(), WRITES],
  ])('of MySQL’s copy, when %s', (_, builder, findings) => {
    expect(shown(findingsOf(membersNotWritten, builder.taken))).toEqual(
      findings,
    );
  });
});
