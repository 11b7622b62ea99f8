import { Snapshot } from '../../observe';
import { changeOfPrimary } from '../changeOfPrimary';
import { lossWith, tooMuch } from '../loss';
import { primaryEvidence } from '../primaryEvidence';
import { Found, problem } from '../ProblemKind';
import { volumeCanBeRead } from '../volumeCanBeRead';
import { transactions } from '../words';

/** Where more would be lost than the spec allows, all hangs on what the volume of the old one has. */
function elected(snapshot: Snapshot, old: string, winner: string): Found {
  const recovery = { kind: 'Promote', winner } as const;
  const loss = tooMuch(snapshot, lossWith(snapshot, winner));
  if (!loss) {
    return {
      instance: winner,
      message: `${winner} holds everything and becomes the primary.`,
      recovery,
    };
  }
  const readable = volumeCanBeRead(snapshot, old);
  return {
    instance: winner,
    message: `${winner} becomes the primary once it holds what only the volume of ${old} has: ${transactions(
      loss,
    )} (${loss}), more than spec.failover.maxTransactionsBehind allows to lose.`,
    next: 'To accept the loss, ask for a Failover with force: true.',
    ...(readable ? { recovery } : {}),
  };
}

/** A change of primary was begun and nobody is elected yet. */
export const failoverUnderWay = problem({
  code: 'FailoverUnderWay',
  group: 'ChangeOfPrimary',
  severities: ['critical'],
  documentation: {
    when: 'A fence is on the record and nobody is elected in its term',
    sentence: 'orders-1 holds everything and becomes the primary.',
    engine:
      'Stops the receivers that still run; then promotes the most advanced; where commits wait for nobody, after it has what the volume of the old primary holds, if that can be read. If the old primary answers and is writable, gives the fence up and restores replication, unless it was to be replaced although it lives. If it is back, closed by its supervisor, and nobody can be elected without it, it is made read-only and votes.',
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
        return elected(snapshot, change.old, change.winner.name);
      default:
        return undefined;
    }
  },
});
