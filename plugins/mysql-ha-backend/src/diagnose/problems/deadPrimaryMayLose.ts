import { primaryOf, Snapshot } from '../../observe';
import { isFollowing, outsideName } from '../following';
import { isBeyondKnowledge, lossBy, tooMuch } from '../loss';
import { outsideHasAll } from '../outsideHasAll';
import { Found, problem } from '../ProblemKind';
import { lowestWaitFor } from '../quorum';
import { deadOne, lost, SilentPrimary } from '../silentPrimary';
import { volumeCanBeRead } from '../volumeCanBeRead';

/** How long a primary of a cluster whose commits wait for nobody may be down before another replaces it. */
const RESTART_GRACE_MS = 15_000;
/** And one that follows a MySQL outside, which surely has all of it: what was only killed is back by then. */
const FOLLOWER_GRACE_MS = 3_000;

/** W = 0: nothing keeps the old primary from committing, so it must be proved stopped, and the loss be bounded. */
export const deadPrimaryMayLose = problem({
  code: 'DeadPrimaryMayLose',
  group: 'SilentPrimary',
  after: ['DeadPrimaryTooSoon'],
  severities: ['critical'],
  documentation: {
    when: 'W is 0, and its mysqld is not proved to have ended, has been gone for less than 15 s, or the loss would exceed `spec.failover.maxTransactionsBehind`, or is not known where that is set, and its volume can’t be read. One that follows a MySQL outside needs no proof of its end; it has been silent for less than 3 s, or for less than 15 s if nobody knows that the MySQL outside still has all that it sent',
    sentence:
      'orders-0 is dead. Its commits wait for no replica, so it gets 15 s to come back, and is replaced only once its mysqld is proved to have ended.',
    engine:
      'Waits for the proof. The loss is the least that can be missing: what the primary held when it last answered and no replica holds.',
    person:
      'If its node is gone for good: `kubectl delete pod NAME --force`. To accept the loss: raise the bound.',
  },
  find(snapshot) {
    const dead = deadOne(snapshot);
    if (!dead || lowestWaitFor(snapshot) > 0) return undefined;
    return unproved(snapshot, dead) ?? beyondBound(snapshot, dead);
  },
});

function unproved(snapshot: Snapshot, dead: SilentPrimary): Found | undefined {
  const mysql = primaryOf(snapshot)?.mysql;
  const forMs = mysql?.state === 'unreachable' ? mysql.forMs : Infinity;
  // A follower takes no writes: nothing is lost that can't be fetched again from outside.
  const follows = isFollowing(snapshot);
  const graceMs = outsideHasAll(snapshot)
    ? FOLLOWER_GRACE_MS
    : RESTART_GRACE_MS;
  if ((dead.evidence.ended || follows) && forMs >= graceMs) return undefined;
  if (follows) {
    return {
      instance: dead.name,
      message: `${lost(dead)}. It takes no writes, so it gets ${
        graceMs / 1000
      } s to come back; then another one follows ${outsideName(
        snapshot,
      )} in its place.`,
    };
  }
  return {
    instance: dead.name,
    message: `${lost(dead)}. Its commits wait for no replica, so it gets ${
      RESTART_GRACE_MS / 1000
    } s to come back, and is replaced only once its mysqld is proved to have ended.`,
    next: `If its node is gone for good, delete the pod: kubectl delete pod -n ${snapshot.namespace} ${dead.name} --force`,
  };
}

function beyondBound(
  snapshot: Snapshot,
  dead: SilentPrimary,
): Found | undefined {
  // What its volume has is fetched before anybody leads, and then nothing is lost.
  if (volumeCanBeRead(snapshot, dead.name)) return undefined;
  const bound = snapshot.spec.failover.maxTransactionsBehind;
  if (isBeyondKnowledge(snapshot)) {
    return {
      instance: dead.name,
      message: `${lost(
        dead,
      )}. This operator never read what it holds, so nobody knows whether more than spec.failover.maxTransactionsBehind (${bound}) allows would be lost.`,
      next: 'Bring the old primary back, or ask for a Failover with force: true; its dry run says what is known.',
    };
  }
  const loss = tooMuch(snapshot, lossBy(snapshot));
  if (!loss) return undefined;
  return {
    instance: dead.name,
    message: `${lost(
      dead,
    )}. The most advanced replica lacks at least ${loss.count()} transactions (${loss}), more than spec.failover.maxTransactionsBehind (${bound}) allows to lose.`,
    next: 'Bring the old primary back, or raise spec.failover.maxTransactionsBehind to accept the loss.',
  };
}
