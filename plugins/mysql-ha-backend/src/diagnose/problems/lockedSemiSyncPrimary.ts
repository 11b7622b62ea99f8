import { Snapshot } from '../../observe';
import { MySqlFacts } from '../../mysql';
import { openPrimary } from '../answeringPrimary';
import { attachment } from '../attachment';
import { writesHangMs } from '../hanging';
import { problem } from '../ProblemKind';

/** Commits wait, because too few members are connected. */
export const lockedSemiSyncPrimary = problem({
  code: 'LockedSemiSyncPrimary',
  group: 'AnsweringPrimary',
  after: ['PrimaryCutOffFromMembers', 'WaitingCommitBlocksClone'],
  severities: ['critical'],
  documentation: {
    when: 'It is writable, and fewer than W replicas are connected, by its own count or, once a heartbeat has waited for 5 s, by theirs',
    sentence:
      'Writes wait: each commit needs 1 acknowledgement and 0 replicas are connected (4 sessions waiting). No acknowledged commit is lost.',
    engine:
      'Nothing: to lower the number would acknowledge what is on no replica, and there is nobody to fail over to.',
    person: 'Bring the missing replicas back.',
  },
  find(snapshot) {
    const primary = openPrimary(snapshot);
    if (!primary) return undefined;
    const { enabled, waitFor, waitingSessions } = primary.facts.semiSyncSource;
    const clients = connected(snapshot, primary.facts);
    if (!enabled || clients >= waitFor) return undefined;
    const two = snapshot.recorded.synchronous?.members.length === 2;
    return {
      instance: primary.name,
      message: `Writes wait: each commit needs ${waitFor} acknowledgement${
        waitFor === 1 ? '' : 's'
      } and ${clients} replica${
        clients === 1 ? ' is' : 's are'
      } connected (${waitingSessions} session${
        waitingSessions === 1 ? '' : 's'
      } waiting). No acknowledged commit is lost.${
        two ? ' With two instances this is so until the other one is back.' : ''
      }`,
      next: 'Bring the missing replicas back; writes go on by themselves.',
    };
  },
});

/** By its own count; while writes hang also by the replicas' own word, as nothing tells it of a network that is cut. */
function connected(
  snapshot: Snapshot,
  { semiSyncSource: { clients } }: MySqlFacts,
): number {
  return writesHangMs(snapshot) === undefined
    ? clients
    : Math.min(clients, attachment(snapshot).attached.length);
}
