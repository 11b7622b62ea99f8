import { Snapshot } from '../../observe';
import { openPrimary } from '../answeringPrimary';
import { Recovery } from '../Finding';
import { writesHangMs } from '../hanging';
import { problem } from '../ProblemKind';
import { waitingDonor } from '../waitingDonor';
import { divergedReplica } from './divergedReplica';
import { emptyReplica } from './emptyReplica';
import { errantTransactions } from './errantTransactions';
import { purgedBinlogs } from './purgedBinlogs';

/** What an instance may have that is cured by filling it anew. */
const CURED_BY_CLONE = [
  emptyReplica,
  errantTransactions,
  divergedReplica,
  purgedBinlogs,
];

/** The primary's commits wait for an instance that can only be filled from the primary, and a CLONE waits for those commits. */
export const waitingCommitBlocksClone = problem({
  code: 'WaitingCommitBlocksClone',
  group: 'AnsweringPrimary',
  after: ['PrimaryCutOffFromMembers'],
  severities: ['critical'],
  documentation: {
    when: '`durability: Required`; an instance must be filled, the writable primary is the only one that can give the data, and no other member could acknowledge its commits: none is connected, none holds what lets it catch up, and none fell silent less than 10 s ago. Or such a clone is under way and a heartbeat has waited for 5 s',
    sentence:
      'orders-1 can only be filled from orders-0, whose commits wait for it; each would wait for the other. orders-0 is closed to writes until orders-1 is filled. No acknowledged commit is lost: what waits was promised to nobody, and stays.',
    engine:
      'Closes the primary in the order of a fence (clients cut off first, so that nobody is told OK; by its supervisor, which kills mysqld, if SQL hangs), opens it for reads, fills the other from it, and has it take writes again once the other holds all that it holds. Nothing less ends the waiting: a killed session waits on, and a lower count would acknowledge what is on no replica.',
    person:
      'Nothing. With three instances writes would go on: the third acknowledges, and gives the data.',
  },
  find(snapshot) {
    const primary = openPrimary(snapshot)?.name;
    if (!primary) return undefined;
    const blocked = waitingClone(snapshot) ?? cloneToBegin(snapshot);
    if (!blocked) return undefined;
    const { recipient, recovery } = blocked;
    return {
      instance: primary,
      message: `${recipient} can only be filled from ${primary}, whose commits wait for it; each would wait for the other. ${primary} is closed to writes until ${recipient} is filled. No acknowledged commit is lost: what waits was promised to nobody, and stays.`,
      recovery,
    };
  },
});

interface Blocked {
  readonly recipient: string;
  readonly recovery: Recovery;
}

/** A clone that was begun when commits did not need it yet. */
function waitingClone(snapshot: Snapshot): Blocked | undefined {
  const { primary = '' } = snapshot.recorded;
  if (writesHangMs(snapshot) === undefined) return undefined;
  const recipient = snapshot.instances.find(
    ({ name, task }) =>
      task?.donor === primary && waitingDonor(snapshot, name) === 'MustClose',
  );
  return (
    recipient && {
      recipient: recipient.name,
      recovery: { kind: 'CloseForClone', instance: primary },
    }
  );
}

function cloneToBegin(snapshot: Snapshot): Blocked | undefined {
  return CURED_BY_CLONE.flatMap(kind => kind.find(snapshot))
    .map(({ recovery }) => recovery)
    .filter(recovery => recovery?.kind === 'Clone')
    .filter(({ closing }) => closing === true)
    .map(recovery => ({ recipient: recovery.instance, recovery }))[0];
}
