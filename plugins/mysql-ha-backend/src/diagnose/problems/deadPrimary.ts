import { holdings, primaryOf, Snapshot } from '../../observe';
import { Finding } from '../Finding';
import { PrimaryEvidence, primaryEvidence } from '../primaryEvidence';
import { single } from '../Problem';
import { readableMembers, readableNeeded } from '../quorum';

/** How long a primary of a cluster whose commits wait for nobody may be down before another replaces it. */
const RESTART_GRACE_MS = 15_000;

/**
 * The primary is dead: our probes fail, and each reachable replica has lost it or its supervisor saw its mysqld end.
 * Without agreement or proof it is only unreachable, and nobody acts.
 */
export const deadPrimary = single(snapshot => {
  const primary = primaryOf(snapshot);
  if (!snapshot.recorded.primary || snapshot.recorded.fence) return undefined;
  const evidence = primaryEvidence(snapshot);
  if (!evidence.unreachable) return undefined;
  const name = snapshot.recorded.primary;
  if (evidence.seenBy.length > 0 && !evidence.ended) {
    return {
      code: 'UnreachablePrimary',
      severity: 'warning',
      instance: name,
      message: `The operator can’t reach ${name}, but ${evidence.seenBy.join(
        ' and ',
      )} still replicate${
        evidence.seenBy.length === 1 ? 's' : ''
      } from it: it is alive, and nothing is done.`,
      next: 'Look at the network between the operator and that pod.',
    };
  }
  return (
    blocked(snapshot, evidence, name) ?? {
      code: 'DeadPrimary',
      severity: 'critical',
      instance: name,
      message: `${name} is dead: ${evidence.sentences.join(
        '; ',
      )}. It is being replaced.`,
      recovery: {
        kind: 'BeginFailover',
        reason: `${name} is dead${primary?.pod ? '' : ' (its pod is gone)'}`,
        evidence: evidence.sentences,
      },
    }
  );
});

/** Why a dead primary is not replaced now, if so. */
function blocked(
  snapshot: Snapshot,
  evidence: PrimaryEvidence,
  name: string,
): Finding | undefined {
  const others = readableMembers(snapshot).filter(
    m => m.instance.name !== name,
  );
  const needed = readableNeeded(snapshot);
  const waitFor = snapshot.recorded.synchronous?.waitFor ?? 0;
  const dead = { severity: 'critical', instance: name } as const;
  const lost = `${name} is dead (${evidence.sentences.join('; ')})`;
  if (snapshot.instances.length === 1) {
    return {
      ...dead,
      code: 'DeadPrimaryWithoutQuorum',
      message: `${name} is the only instance and does not answer: ${evidence.sentences.join(
        '; ',
      )}. It takes writes again as soon as it is back; its data are on its volume.`,
    };
  }
  if (!snapshot.spec.failover.enabled) {
    return {
      ...dead,
      code: 'DeadPrimaryFailoverDisabled',
      message: `${lost}, and spec.failover.enabled is false, so nobody replaces it.`,
      next: 'Bring it back, or set spec.failover.enabled to true.',
    };
  }
  const last = snapshot.recorded.incidents?.find(i => i.kind === 'Failover');
  const sinceLast = last
    ? snapshot.takenAt - Date.parse(last.startedAt)
    : Number.POSITIVE_INFINITY;
  if (sinceLast < snapshot.spec.failover.minSecondsBetween * 1000) {
    return {
      ...dead,
      code: 'DeadPrimaryTooSoon',
      message: `${lost}, but the last failover was ${Math.round(
        sinceLast / 1000,
      )} s ago; the next waits until ${
        snapshot.spec.failover.minSecondsBetween
      } s have passed (spec.failover.minSecondsBetween).`,
    };
  }
  if (others.length < needed) {
    return {
      ...dead,
      code: 'DeadPrimaryWithoutQuorum',
      message: `${lost} and only ${others.length} of the ${needed} members needed can be read, so nobody knows the newest commit. Writes wait; nothing is lost.`,
      next: 'Bring back the missing nodes or pods; the failover goes on by itself.',
    };
  }
  return waitFor === 0
    ? unsynchronised(snapshot, evidence, lost, name)
    : undefined;
}

/** W = 0: nothing keeps the old primary from committing, so it must be proved stopped, and the loss be bounded. */
function unsynchronised(
  snapshot: Snapshot,
  evidence: PrimaryEvidence,
  lost: string,
  name: string,
): Finding | undefined {
  const mysql = primaryOf(snapshot)?.mysql;
  const forMs = mysql?.state === 'unreachable' ? mysql.forMs : Infinity;
  if (!evidence.ended || forMs < RESTART_GRACE_MS) {
    return {
      code: 'DeadPrimaryMayLose',
      severity: 'critical',
      instance: name,
      message: `${lost}. Its commits wait for no replica, so it gets ${
        RESTART_GRACE_MS / 1000
      } s to come back, and is replaced only once its mysqld is proved to have ended.`,
      next: `If its node is gone for good, delete the pod: kubectl delete pod -n ${snapshot.namespace} ${name} --force`,
    };
  }
  const bound = snapshot.spec.failover.maxTransactionsBehind;
  const last = mysql?.state === 'unreachable' ? mysql.last : undefined;
  if (bound === null || !last) return undefined;
  const behind = Math.min(
    ...readableMembers(snapshot).map(({ facts }) =>
      last.gtidExecuted.subtract(holdings(facts)).count(),
    ),
  );
  return behind > bound
    ? {
        code: 'DeadPrimaryMayLose',
        severity: 'critical',
        instance: name,
        message: `${lost}. The most advanced replica lacks at least ${behind} transactions, more than spec.failover.maxTransactionsBehind (${bound}) allows to lose.`,
        next: 'Bring the old primary back, or raise spec.failover.maxTransactionsBehind to accept the loss.',
      }
    : undefined;
}
