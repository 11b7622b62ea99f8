import { isNewer, Recorded, writtenMembers } from '../../observe';
import { WrittenMembers } from '../../mysql';
import { isFollowing } from '../following';
import { problem } from '../ProblemKind';

/**
 * Who counts decides how many must be readable before one of them may lead. MySQL keeps a copy of it with the number of
 * the change, so a status that was edited by hand, or restored from an older backup of etcd, is told: the engine writes
 * the status first, so MySQL never has a newer one, and never another one of the same number.
 */
export const membersNotAsWritten = problem({
  code: 'MembersNotAsWritten',
  group: 'Beginning',
  after: ['RecordBehindMySql'],
  severities: ['critical'],
  documentation: {
    when: '`status.synchronous` is older than the table `mysqlha.members` of an instance that answers, or says something else under the same number, or is missing',
    sentence:
      'status.synchronous was not written by the engine: it says that a commit waits for 2 of orders-0, orders-1, orders-2, and MySQL’s own copy of the same change says that a commit waits for 1 of orders-0, orders-1, orders-2. The record is corrected.',
    engine:
      'Acts on nothing else before. What MySQL says goes on the record, in a new term. A record that is newer than MySQL’s is believed: an operator ended before it wrote the copy.',
    person: 'Nothing. Find out who wrote the status.',
  },
  find(snapshot) {
    const { primary, synchronous } = snapshot.recorded;
    const written = writtenMembers(snapshot);
    if (!primary || !written || isFollowing(snapshot)) return undefined;
    const older = !synchronous || isNewer(written, synchronous);
    const edited =
      synchronous !== undefined &&
      !isNewer(synchronous, written) &&
      !says(synchronous, written);
    if (!older && !edited) return undefined;
    return {
      instance: primary,
      message: `${
        synchronous
          ? `status.synchronous was not written by the engine${
              older ? ', or long ago' : ''
            }: it says that ${inWords(synchronous)}`
          : 'status.synchronous is missing'
      }, and MySQL’s own copy of ${
        older ? 'a later' : 'the same'
      } change says that ${inWords(written)}. The record is corrected.`,
      recovery: {
        kind: 'CorrectRecord',
        primary,
        members: written.members,
        waitFor: written.waitFor,
        lowestWaitFor: written.lowestWaitFor ?? written.waitFor,
        aboveTerm: Math.max(written.term, snapshot.recorded.term ?? 0),
      },
    };
  },
});

type Synchronous = NonNullable<Recorded['synchronous']>;

function says(recorded: Synchronous, written: WrittenMembers): boolean {
  return (
    recorded.waitFor === written.waitFor &&
    recorded.lowestWaitFor === written.lowestWaitFor &&
    [...recorded.members].sort().join() === [...written.members].sort().join()
  );
}

function inWords({ members, waitFor }: Synchronous | WrittenMembers): string {
  return `a commit waits for ${waitFor} of ${members.join(', ')}`;
}
