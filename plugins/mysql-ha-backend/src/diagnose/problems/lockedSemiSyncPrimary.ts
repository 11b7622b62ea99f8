import { openPrimary } from '../answeringPrimary';
import { problem } from '../ProblemKind';

/** Commits wait, because too few members are connected. */
export const lockedSemiSyncPrimary = problem({
  code: 'LockedSemiSyncPrimary',
  group: 'AnsweringPrimary',
  after: ['PrimaryCutOffFromMembers'],
  severities: ['critical'],
  documentation: {
    when: 'It is writable, and fewer than W replicas are connected',
    sentence:
      'Writes wait: each commit needs 1 acknowledgement and 0 replicas are connected (4 sessions waiting). No acknowledged commit is lost.',
    engine:
      'Nothing: to lower the number would acknowledge what is on no replica, and there is nobody to fail over to.',
    person: 'Bring the missing replicas back.',
  },
  find(snapshot) {
    const primary = openPrimary(snapshot);
    if (!primary) return undefined;
    const { enabled, clients, waitFor, waitingSessions } =
      primary.facts.semiSyncSource;
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
