import {
  factsOf,
  holdings,
  InstanceSnapshot,
  membersOf,
  primaryOf,
  reachable,
  Snapshot,
} from '../../observe';
import { MySqlFacts } from '../../mysql';
import { Finding, Recovery } from '../Finding';
import { Problem } from '../Problem';
import {
  followsPrimary,
  isCurrentReplica,
  LAGGING_SECONDS,
  shouldAcknowledge,
  surplusOf,
} from '../replication';

type Look = (
  snapshot: Snapshot,
  instance: InstanceSnapshot,
  facts: MySqlFacts,
) => Finding | undefined;

/** Each reachable replica is looked at in this order; the first that applies is its finding. */
const LOOKS: readonly Look[] = [
  empty,
  diverged,
  purged,
  notFollowing,
  offline,
  applierError,
  stopped,
  acknowledging,
  lagging,
];

/** What is wrong with each replica that can be asked, while the primary can be asked too and no fence stands. */
export const replicas: Problem = snapshot => {
  if (snapshot.recorded.fence || !factsOf(primaryOf(snapshot))) return [];
  return reachable(snapshot.instances)
    .filter(
      ({ instance }) =>
        instance.name !== snapshot.recorded.primary &&
        instance.task === undefined &&
        (instance.wanted || membersOf(snapshot).includes(instance.name)),
    )
    .flatMap(({ instance, facts }) => {
      for (const look of LOOKS) {
        const finding = look(snapshot, instance, facts);
        if (finding) return [finding];
      }
      return [];
    });
};

function empty(
  snapshot: Snapshot,
  instance: InstanceSnapshot,
  facts: MySqlFacts,
): Finding | undefined {
  const primary = factsOf(primaryOf(snapshot));
  if (!holdings(facts).isEmpty() || primary?.gtidExecuted.isEmpty()) {
    return undefined;
  }
  const donor = donorFor(snapshot, instance);
  return {
    code: 'EmptyReplica',
    severity: 'info',
    instance: instance.name,
    message: donor
      ? `${instance.name} is empty and is filled by CLONE from ${donor}.`
      : `${instance.name} is empty and waits for a donor that is free.`,
    recovery: refill(snapshot, instance, donor),
  };
}

/**
 * How an instance is filled anew. A recorded member leaves the record first, as it is about to forget what it
 * acknowledged. Of two members none can leave, or commits would wait for nobody: it stays on the record, does not
 * vote while it is empty, and writes wait for it.
 */
function refill(
  snapshot: Snapshot,
  instance: InstanceSnapshot,
  donor: string | undefined,
  keepBinlogs = false,
): Recovery | undefined {
  const members = membersOf(snapshot);
  if (members.includes(instance.name) && members.length > 2) {
    return { kind: 'RemoveMember', instance: instance.name };
  }
  return donor
    ? { kind: 'Clone', instance: instance.name, donor, keepBinlogs }
    : undefined;
}

/**
 * A current replica gives the data, to spare the primary; the primary if there is none.
 * A server gives one clone at a time (ER_CLONE_TOO_MANY_CONCURRENT_CLONES).
 */
function donorFor(
  snapshot: Snapshot,
  recipient: InstanceSnapshot,
): string | undefined {
  const primary = snapshot.recorded.primary;
  const current = reachable(snapshot.instances)
    .filter(
      ({ instance, facts }) =>
        instance.name !== primary &&
        instance.name !== recipient.name &&
        instance.wanted &&
        isCurrentReplica(snapshot, instance, facts),
    )
    .map(({ instance }) => instance.name);
  const donors = current.length > 0 ? current : [primary];
  return donors.find(
    donor => !snapshot.instances.some(i => i.task?.donor === donor),
  );
}

function diverged(
  snapshot: Snapshot,
  instance: InstanceSnapshot,
  facts: MySqlFacts,
): Finding | undefined {
  const surplus = surplusOf(snapshot, facts);
  const primary = factsOf(primaryOf(snapshot));
  if (!surplus || surplus.isEmpty() || !primary) return undefined;
  const related = !facts.gtidExecuted.intersect(primary.gtidExecuted).isEmpty();
  const ownOnly = surplus
    .uuids()
    .every(uuid => snapshot.instances.some(i => uuidOf(i) === uuid));
  const donor = donorFor(snapshot, instance);
  const allowed =
    related &&
    ownOnly &&
    snapshot.spec.failover.discardUnacknowledged &&
    snapshot.spec.topology === 'SemiSync' &&
    snapshot.spec.durability === 'Required';
  const what = `${instance.name} holds ${surplus.count()} transaction${
    surplus.count() === 1 ? '' : 's'
  } that the primary does not have (${surplus})`;
  if (allowed) {
    return {
      code: 'DivergedReplica',
      severity: 'warning',
      instance: instance.name,
      message: donor
        ? `${what}. They were never acknowledged: its binlogs are put aside on its volume, and the instance is rebuilt from ${donor}.`
        : `${what}. They were never acknowledged: its binlogs are put aside on its volume, and the instance is rebuilt once a donor is free.`,
      recovery: refill(snapshot, instance, donor, true),
    };
  }
  return {
    code: 'DivergedReplica',
    severity: 'critical',
    instance: instance.name,
    message: `${what}${
      related ? '' : ', and nothing in common with it'
    }. It is left alone, closed to reads, until a person decides.`,
    next: related
      ? `Look at them (mysqlbinlog --include-gtids='${surplus}'); to give them up, delete the volume: kubectl delete pvc -n ${snapshot.namespace} data-${instance.name} and the pod ${instance.name}.`
      : `Its volume holds another database. To give that up: kubectl delete pvc -n ${snapshot.namespace} data-${instance.name} and the pod ${instance.name}.`,
  };
}

function uuidOf(instance: InstanceSnapshot): string | undefined {
  const { mysql } = instance;
  if (mysql.state === 'reachable') return mysql.facts.serverUuid;
  return mysql.state === 'unreachable' ? mysql.last?.serverUuid : undefined;
}

function purged(
  snapshot: Snapshot,
  instance: InstanceSnapshot,
  facts: MySqlFacts,
): Finding | undefined {
  const primary = factsOf(primaryOf(snapshot));
  if (!primary || holdings(facts).contains(primary.gtidPurged))
    return undefined;
  const donor = donorFor(snapshot, instance);
  return {
    code: 'PurgedBinlogs',
    severity: 'warning',
    instance: instance.name,
    message: `${
      instance.name
    } needs transactions whose binlogs the primary no longer has, so it can’t catch up. It is filled anew by CLONE${
      donor ? ` from ${donor}` : ' once a donor is free'
    }.`,
    recovery: refill(snapshot, instance, donor),
  };
}

function notFollowing(
  snapshot: Snapshot,
  instance: InstanceSnapshot,
  facts: MySqlFacts,
): Finding | undefined {
  if (followsPrimary(snapshot, facts)) return undefined;
  return {
    code: facts.replica ? 'ConnectedToWrongSource' : 'NotReplicating',
    severity: 'warning',
    instance: instance.name,
    message: facts.replica
      ? `${instance.name} replicates from ${facts.replica.sourceHost} and not from ${snapshot.recorded.primary}. It is pointed at it.`
      : `${instance.name} does not replicate yet. It is pointed at ${snapshot.recorded.primary}.`,
    recovery: {
      kind: 'Follow',
      instance: instance.name,
      acknowledge: shouldAcknowledge(snapshot, instance.name),
    },
  };
}

function offline(
  _snapshot: Snapshot,
  instance: InstanceSnapshot,
  facts: MySqlFacts,
): Finding | undefined {
  if (!facts.offlineMode) return undefined;
  return {
    code: 'ReplicaOffline',
    severity: 'warning',
    instance: instance.name,
    message: `${instance.name} was closed to clients; it is a sound replica now and is opened again for reads.`,
    recovery: { kind: 'LiftOfflineMode', instance: instance.name },
  };
}

function applierError(
  snapshot: Snapshot,
  instance: InstanceSnapshot,
  facts: MySqlFacts,
): Finding | undefined {
  const error = facts.replica?.applierError;
  if (!error || facts.replica?.applierOn) return undefined;
  return {
    code: 'ReplicationError',
    severity: 'critical',
    instance: instance.name,
    message: `${instance.name} can’t apply a transaction of the primary (error ${error.code}: ${error.message}). It is never skipped; the instance takes no reads.`,
    next: `Rebuild it: kubectl delete pvc -n ${snapshot.namespace} data-${instance.name} --wait=false; kubectl delete pod -n ${snapshot.namespace} ${instance.name}`,
  };
}

function stopped(
  snapshot: Snapshot,
  instance: InstanceSnapshot,
  facts: MySqlFacts,
): Finding | undefined {
  const { replica } = facts;
  if (!replica || (replica.receiver !== 'OFF' && replica.applierOn)) {
    return undefined;
  }
  const error = replica.receiverError;
  return {
    code: 'ReplicationStopped',
    severity: 'warning',
    instance: instance.name,
    message: `Replication of ${instance.name} has stopped${
      error ? ` (error ${error.code}: ${error.message})` : ''
    }. It is started again.`,
    recovery: {
      kind: 'StartReplica',
      instance: instance.name,
      acknowledge: shouldAcknowledge(snapshot, instance.name),
    },
  };
}

function acknowledging(
  snapshot: Snapshot,
  instance: InstanceSnapshot,
  facts: MySqlFacts,
): Finding | undefined {
  const should = shouldAcknowledge(snapshot, instance.name);
  if (facts.replica?.receiver !== 'ON') return undefined;
  if (
    facts.semiSyncReplicaEnabled === should &&
    facts.acknowledging === should
  ) {
    return undefined;
  }
  // The server reports the switch at once and obeys it at the receiver's next start; give the source a moment.
  if (should && facts.semiSyncReplicaEnabled && !semiSyncOn(snapshot)) {
    return undefined;
  }
  return {
    code: should ? 'ReplicaNotAcknowledging' : 'AcknowledgingStranger',
    severity: 'warning',
    instance: instance.name,
    message: should
      ? `${instance.name} is a member and does not acknowledge commits. Its receiver is restarted so that it does.`
      : `${instance.name} acknowledges commits and is no member. Its receiver is restarted so that it does not.`,
    recovery: {
      kind: 'StartReplica',
      instance: instance.name,
      acknowledge: should,
    },
  };
}

/** A replica reports that it acknowledges only while its source has semi-sync on. */
function semiSyncOn(snapshot: Snapshot): boolean {
  return factsOf(primaryOf(snapshot))?.semiSyncSource.enabled ?? false;
}

function lagging(
  _snapshot: Snapshot,
  instance: InstanceSnapshot,
  facts: MySqlFacts,
): Finding | undefined {
  const lag = facts.replica?.lagSeconds ?? 0;
  if (lag < LAGGING_SECONDS) return undefined;
  return {
    code: 'LaggingReplica',
    severity: 'warning',
    instance: instance.name,
    message: `${instance.name} is ${Math.round(
      lag,
    )} s behind the primary and takes no reads until it has caught up.`,
  };
}
