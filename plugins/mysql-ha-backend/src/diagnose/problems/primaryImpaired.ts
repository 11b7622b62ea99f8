import { factsOf, isWritable, primaryOf } from '../../observe';
import { single } from '../Problem';

/** How long a heartbeat may wait before the primary counts as locked. */
const LOCKED_MS = 5_000;

/** The primary follows somebody: it would change under its clients' feet. */
export const primaryHasSource = single(snapshot => {
  const primary = primaryOf(snapshot);
  const facts = factsOf(primary);
  if (!primary || !facts?.replica || !isWritable(facts)) return undefined;
  return {
    code: 'PrimaryHasSource',
    severity: 'critical',
    instance: primary.name,
    message: `${primary.name} is the primary and still has a replication source (${facts.replica.sourceHost}). The source is removed.`,
    recovery: { kind: 'ForgetSource', instance: primary.name },
  };
});

/** What the primary waits for is not what the record says. */
export const semiSyncNotAsRecorded = single(snapshot => {
  const primary = primaryOf(snapshot);
  const facts = factsOf(primary);
  const recorded = snapshot.recorded.synchronous;
  if (!primary || !facts || !recorded || !isWritable(facts)) return undefined;
  if (snapshot.recorded.fence) return undefined;
  const { enabled, waitFor } = facts.semiSyncSource;
  const now = enabled ? waitFor : 0;
  if (now === recorded.waitFor) return undefined;
  return {
    code: 'SemiSyncNotAsRecorded',
    severity: 'critical',
    instance: primary.name,
    message: `Commits on ${primary.name} wait for ${now} acknowledgements, the record says ${recorded.waitFor}. It is corrected.`,
    recovery: { kind: 'CorrectSemiSync' },
  };
});

/** Commits wait, because too few members are connected. */
export const lockedSemiSyncPrimary = single(snapshot => {
  const primary = primaryOf(snapshot);
  const facts = factsOf(primary);
  if (
    !primary ||
    !facts ||
    !isWritable(facts) ||
    !facts.semiSyncSource.enabled
  ) {
    return undefined;
  }
  const { clients, waitFor, waitingSessions } = facts.semiSyncSource;
  if (clients >= waitFor && (snapshot.heartbeatPendingMs ?? 0) < LOCKED_MS) {
    return undefined;
  }
  if (clients >= waitFor) {
    return {
      code: 'LockedSemiSyncPrimary',
      severity: 'critical',
      instance: primary.name,
      message: `Writes on ${primary.name} have not committed for ${Math.round(
        (snapshot.heartbeatPendingMs ?? 0) / 1000,
      )} s, although enough replicas are connected: a lock, or a disk that does not answer. No acknowledged commit is lost.`,
      next: `See what it does: kubectl logs -n ${snapshot.namespace} ${primary.name} -c mysql`,
    };
  }
  const two = snapshot.recorded.synchronous?.members.length === 2;
  return {
    code: 'LockedSemiSyncPrimary',
    severity: 'critical',
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
});
