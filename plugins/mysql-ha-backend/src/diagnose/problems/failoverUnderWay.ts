import {
  factsOf,
  instanceNamed,
  isClosed,
  isWritable,
  membersOf,
  primaryOf,
  Snapshot,
} from '../../observe';
import { Finding } from '../Finding';
import { primaryEvidence } from '../primaryEvidence';
import { single } from '../Problem';
import { possiblyAcknowledged } from '../possiblyAcknowledged';
import {
  elect,
  lowestWaitFor,
  readableMembers,
  readableNeeded,
} from '../quorum';

/**
 * A fence stands in the record: a change of primary was begun, by us or by a predecessor.
 * While the term is the fence's, nobody was elected yet; once it is higher, the winner is recorded.
 */
export const failoverUnderWay = single(snapshot => {
  const { fence, term = 0 } = snapshot.recorded;
  if (!fence) return undefined;
  return term > fence.term ? afterElection(snapshot) : beforeElection(snapshot);
});

function afterElection(snapshot: Snapshot): Finding | undefined {
  const winner = primaryOf(snapshot);
  if (!winner || !factsOf(winner)) {
    const evidence = primaryEvidence(snapshot);
    const waitFor = snapshot.recorded.synchronous?.waitFor ?? 0;
    if (!evidence.unreachable || (waitFor === 0 && !evidence.ended)) {
      // One missed probe proves nothing; and where commits wait for nobody, it may already take writes.
      return {
        code: 'PromotionUnfinished',
        severity: 'critical',
        instance: snapshot.recorded.primary,
        message: `${snapshot.recorded.primary} is elected and does not answer now. Its promotion goes on as soon as it does, or the next one is chosen once its mysqld is known to be dead.`,
      };
    }
    return {
      code: 'DeadPrimary',
      severity: 'critical',
      instance: snapshot.recorded.primary,
      message: `${snapshot.recorded.primary} was elected and then lost too. The next one is chosen.`,
      recovery: {
        kind: 'BeginFailover',
        reason: `${snapshot.recorded.primary} died during its promotion`,
        evidence: evidence.sentences,
      },
    };
  }
  return {
    code: 'PromotionUnfinished',
    severity: 'critical',
    instance: winner.name,
    message: `${winner.name} is elected; it is being made writable.`,
    recovery: { kind: 'CompletePromotion' },
  };
}

function beforeElection(snapshot: Snapshot): Finding {
  const old = snapshot.recorded.primary;
  const voters = readableMembers(snapshot).filter(
    // While a read-only SET of the old primary still hangs, what it holds may grow.
    ({ instance, facts }) => instance.name !== old || isClosed(facts),
  );
  const stopped = voters.filter(
    ({ instance, facts }) =>
      instance.name === old ||
      ((facts.replica === undefined || facts.replica.receiver === 'OFF') &&
        !facts.semiSyncReplicaEnabled),
  );
  const needed = readableNeeded(snapshot);
  const oldFacts = factsOf(instanceNamed(snapshot, old));
  if (oldFacts && isWritable(oldFacts) && !oldFacts.offlineMode) {
    return {
      code: 'FailoverUnderWay',
      severity: 'critical',
      instance: old,
      message: `${old} answers again and is writable: the failover is abandoned and replication restored.`,
      recovery: { kind: 'AbandonFence', reason: `${old} is alive` },
    };
  }
  if (stopped.length < voters.length) {
    return {
      code: 'FailoverUnderWay',
      severity: 'critical',
      message: `Not all members have stopped receiving from ${old} yet.`,
      recovery: {
        kind: 'BeginFailover',
        reason: snapshot.recorded.fence?.reason ?? 'failover',
        evidence: primaryEvidence(snapshot).sentences,
      },
    };
  }
  if (stopped.length < needed) {
    return {
      code: 'FenceWithoutQuorum',
      severity: 'critical',
      message: `${old} is lost and only ${stopped.length} of the ${needed} members needed can be read, so nobody knows the newest commit. Writes wait; nothing is lost.`,
      next: 'Bring back the nodes or pods of the missing members; the failover goes on by itself.',
    };
  }
  const election = elect(
    snapshot,
    stopped,
    possiblyAcknowledged(
      stopped,
      membersOf(snapshot).length,
      lowestWaitFor(snapshot),
    ),
  );
  if (!election.winner) {
    return {
      code: 'FenceWithoutQuorum',
      severity: 'critical',
      message: `No new primary can be elected: ${election.why}. Writes wait; nothing is changed.`,
      next: 'A person must decide which history is the true one.',
    };
  }
  return {
    code: 'FailoverUnderWay',
    severity: 'critical',
    instance: election.winner.instance.name,
    message: `${election.winner.instance.name} holds everything and becomes the primary.`,
    recovery: { kind: 'Promote', winner: election.winner.instance.name },
  };
}
