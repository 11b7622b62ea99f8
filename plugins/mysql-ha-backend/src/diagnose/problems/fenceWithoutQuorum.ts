import { changeOfPrimary } from '../changeOfPrimary';
import { problem } from '../ProblemKind';

/** A change of primary was begun and can't be ended: nobody knows the newest commit. */
export const fenceWithoutQuorum = problem({
  code: 'FenceWithoutQuorum',
  group: 'ChangeOfPrimary',
  severities: ['critical'],
  documentation: {
    when: 'A fence stands, and fewer than n − W members can be read, or none of them holds all that the others hold',
    sentence:
      'orders-0 is lost and only 1 of the 2 members needed can be read, so nobody knows the newest commit. Writes wait; nothing is lost.',
    engine: 'Waits; goes on by itself when enough are back.',
    person: 'Bring back the nodes or pods of the missing members.',
  },
  find(snapshot) {
    const change = changeOfPrimary(snapshot);
    if (change?.stage === 'NoQuorum') {
      return {
        message: `${change.old} is lost and only ${change.stopped} of the ${change.needed} members needed can be read, so nobody knows the newest commit. Writes wait; nothing is lost.`,
        next: 'Bring back the nodes or pods of the missing members; the failover goes on by itself.',
      };
    }
    if (change?.stage !== 'Undecided') return undefined;
    return {
      message: `No new primary can be elected: ${change.why}. Writes wait; nothing is changed.`,
      next: 'A person must decide which history is the true one.',
    };
  },
});
