import { changeOfPrimary } from '../changeOfPrimary';
import { primaryEvidence } from '../primaryEvidence';
import { problem } from '../ProblemKind';

/** A change of primary was begun and nobody is elected yet. */
export const failoverUnderWay = problem({
  code: 'FailoverUnderWay',
  group: 'ChangeOfPrimary',
  severities: ['critical'],
  documentation: {
    when: 'A fence is on the record and nobody is elected in its term',
    sentence: 'orders-1 holds everything and becomes the primary.',
    engine:
      'Stops the receivers that still run; then promotes the most advanced. If the old primary answers and is writable, gives the fence up and restores replication, unless it was to be replaced although it lives. If it is back, closed by its supervisor, and nobody can be elected without it, it is made read-only and votes.',
    person: 'Nothing; it takes a second.',
  },
  find(snapshot) {
    const change = changeOfPrimary(snapshot);
    const { fence } = snapshot.recorded;
    switch (change?.stage) {
      case 'OldIsAlive':
        return {
          instance: change.old,
          message: `${change.old} answers again and is writable: the failover is abandoned and replication restored.`,
          recovery: {
            kind: 'AbandonFence',
            reason: `${change.old} is alive`,
          },
        };
      case 'OldMustClose':
        return {
          instance: change.old,
          message: `${change.old} answers again, closed to clients, and nobody can be elected without it: it is made read-only, so that its word counts.`,
          recovery: { kind: 'Fence', instance: change.old },
        };
      case 'Stopping':
        return {
          message: `Not all members have stopped receiving from ${change.old} yet.`,
          recovery: {
            kind: 'BeginFailover',
            reason: fence?.reason ?? 'failover',
            evidence: primaryEvidence(snapshot).sentences,
            evenIfAlive: fence?.evenIfAlive,
          },
        };
      case 'Elected':
        return {
          instance: change.winner.name,
          message: `${change.winner.name} holds everything and becomes the primary.`,
          recovery: { kind: 'Promote', winner: change.winner.name },
        };
      default:
        return undefined;
    }
  },
});
