import { Snapshot } from '../../observe';
import { GtidSet } from '../../mysql';
import { heartbeatsAlone } from '../heartbeatsAlone';
import { replicaProblem } from '../ProblemKind';
import { refill } from '../refill';
import { judgeSurplus } from '../surplus';
import { giveUp, inspect, transactions } from '../words';

/** An old primary is back with transactions that its successor never got. */
export const divergedReplica = replicaProblem({
  code: 'DivergedReplica',
  after: ['EmptyReplica', 'ErrantTransactions'],
  severities: ['warning', 'critical'],
  documentation: {
    when: 'It holds transactions of an instance that led once, which the primary does not have',
    sentence:
      'orders-0 holds 2 transactions that the primary does not have (bbbb…:11-12). They were never acknowledged: its binlogs are put aside on its volume, and the instance is rebuilt from orders-2.',
    engine:
      'Where no client was told that they are committed (SemiSync, and commits waited for a replica until the change of primary) and `failover.discardUnacknowledged` is true, or where its binary logs show them to be heartbeats of the engine and nothing else: puts the binlogs aside and rebuilds. Else it takes the instance out of the Service for reads and leaves it alone.',
    person:
      'If it is left alone: look at the transactions with the command that the message names, then rebuild it.',
  },
  find(snapshot, instance, facts) {
    const surplus = judgeSurplus(snapshot, facts);
    if (!surplus) return undefined;
    const { name } = instance;
    const { left, errant, related } = surplus;
    const all = left.union(errant);
    const what = `${name} holds ${transactions(
      all,
    )} that the primary does not have (${all})`;
    if (!related) {
      return {
        severity: 'critical',
        message: `${what}, and nothing in common with it. It is left alone, closed to reads, until a person decides.`,
        next: `Its volume holds another database. To give that up: ${giveUp(
          snapshot,
          name,
        )}`,
      };
    }
    if (!errant.isEmpty()) return undefined;
    const why = whyAsk(snapshot, left);
    if (why) {
      return (
        heartbeatsAlone(snapshot, instance, left, what) ??
        leftAlone(snapshot, name, left, `${what}. ${why}`)
      );
    }
    const { donor, recovery } = refill(snapshot, name, true);
    return {
      message: `${what}. They were never acknowledged: its binlogs are put aside on its volume, and the instance is rebuilt ${
        donor ? `from ${donor}` : 'once a donor is free'
      }.`,
      recovery,
    };
  },
});

/** Why a person has to be asked before it is given up; nothing where the spec allows it. */
function whyAsk(snapshot: Snapshot, left: GtidSet): string | undefined {
  if (!unacknowledged(snapshot, left)) {
    return 'Commits did not wait for a replica then, so clients may have been told that these are committed.';
  }
  return snapshot.spec.failover.discardUnacknowledged
    ? undefined
    : 'They were never acknowledged, and spec.failover.discardUnacknowledged is false.';
}

function leftAlone(
  snapshot: Snapshot,
  name: string,
  left: GtidSet,
  message: string,
) {
  return {
    severity: 'critical',
    message: `${message} It is left alone, closed to reads, until a person decides.`,
    next: inspect(snapshot, name, left),
  } as const;
}

/**
 * No client was told that what is left over is committed: whoever wrote it, a former primary, waited for a replica until it
 * was replaced, each time that it was.
 */
function unacknowledged(snapshot: Snapshot, left: GtidSet): boolean {
  if (snapshot.spec.topology !== 'SemiSync') return false;
  const { incidents = [] } = snapshot.recorded;
  return left.uuids().every(uuid => {
    const writer = whoHas(snapshot, uuid);
    const replaced = incidents.filter(
      ({ kind, from }) => kind === 'Failover' && from === writer,
    );
    const unknown = snapshot.spec.durability === 'Required' ? 1 : 0;
    return replaced.length > 0 && writer !== undefined
      ? replaced.every(({ waitedFor = unknown }) => waitedFor > 0)
      : unknown > 0;
  });
}

/** The instance with this server_uuid, by what it says, or said last. */
function whoHas({ instances }: Snapshot, uuid: string): string | undefined {
  return instances.find(
    ({ mysql }) =>
      (mysql.state === 'reachable' && mysql.facts.serverUuid === uuid) ||
      (mysql.state === 'unreachable' && mysql.last?.serverUuid === uuid),
  )?.name;
}
