import {
  factsOf,
  holdings,
  instanceNamed,
  isWritable,
  membersOf,
  primaryOf,
  reachable,
  Snapshot,
} from '../../observe';
import { MySqlFacts } from '../../mysql';
import { hearsSource } from '../primaryEvidence';
import { problem } from '../ProblemKind';
import { followsSource } from '../replication';

/** How long members may be missing before writes go on without them: a replica that restarts is back sooner. */
const MISSING_MS = 3_000;
/** How long the members may take to come when their primary has just started. */
const STARTED_SECONDS = 10;

/**
 * `durability: Preferred`, and fewer members are left than a commit waits for: the count falls to those that are
 * left, on the record first, so that a failover knows what commits no longer promise.
 */
export const tooFewMembersLeft = problem({
  code: 'TooFewMembersLeft',
  group: 'AnsweringPrimary',
  after: ['PrimaryLostItsData', 'PrimaryBehindItsReplicas'],
  severities: ['critical'],
  documentation: {
    when: '`durability: Preferred`, fewer members than a commit waits for would acknowledge, and that for some seconds',
    sentence:
      'A commit waits for 1 replica, and none is left. As durability Preferred asks, commits wait for 0 from now on: writes go on, and they are on orders-0 alone until the others are back.',
    engine:
      'Lowers the count, on the record first. It rises again with the members that come back; a failover reckons with the lowest count until enough of them are proved to hold all.',
    person: 'Bring the missing instances back.',
  },
  find(snapshot) {
    const { spec, recorded } = snapshot;
    const waitFor = recorded.synchronous?.waitFor ?? 0;
    const primary = primaryOf(snapshot);
    const facts = factsOf(primary);
    if (spec.topology !== 'SemiSync' || spec.durability !== 'Preferred') {
      return undefined;
    }
    if (!primary || !facts || recorded.fence || waitFor === 0) return undefined;
    const left = isWritable(facts)
      ? acknowledging(snapshot)
      : holding(snapshot, facts);
    if (left.length >= waitFor || !isPatienceOver(snapshot, facts, left)) {
      return undefined;
    }
    return {
      instance: primary.name,
      message: `A commit waits for ${waitFor} replica${
        waitFor === 1 ? '' : 's'
      }, and ${
        left.length === 0 ? 'none is' : `only ${left.join(', ')} is`
      } left${
        left.length > 1 ? ` (${left.length})` : ''
      }. As durability Preferred asks, commits wait for ${
        left.length
      } from now on: writes go on, and ${
        left.length === 0
          ? `they are on ${primary.name} alone`
          : 'they are on fewer instances'
      } until the others are back.`,
      recovery: { kind: 'ChangeWaitFor', waitFor: left.length },
    };
  },
});

/** Members that would acknowledge a commit now. */
function acknowledging(snapshot: Snapshot): readonly string[] {
  return replicasOf(snapshot)
    .filter(
      ({ instance, facts }) =>
        facts.replica !== undefined &&
        facts.semiSyncReplicaEnabled &&
        followsSource(snapshot, instance.name, facts) &&
        hearsSource(facts.replica),
    )
    .map(({ instance }) => instance.name);
}

/** Members that hold all of a primary that is not writable yet; they are pointed at it when it is. */
function holding(snapshot: Snapshot, primary: MySqlFacts): readonly string[] {
  return replicasOf(snapshot)
    .filter(({ facts }) => holdings(facts).contains(primary.gtidExecuted))
    .map(({ instance }) => instance.name);
}

function replicasOf(snapshot: Snapshot) {
  return reachable(snapshot.instances).filter(
    ({ instance }) =>
      instance.name !== snapshot.recorded.primary &&
      instance.task === undefined &&
      membersOf(snapshot).includes(instance.name),
  );
}

/** A write has waited for long, or whoever is missing has not answered for long. */
function isPatienceOver(
  snapshot: Snapshot,
  facts: MySqlFacts,
  left: readonly string[],
): boolean {
  if (!isWritable(facts)) return facts.uptimeSeconds >= STARTED_SECONDS;
  if ((snapshot.heartbeatPendingMs ?? 0) >= MISSING_MS) return true;
  const { clients, waitFor } = facts.semiSyncSource;
  return (
    clients < waitFor &&
    membersOf(snapshot)
      .filter(
        name => name !== snapshot.recorded.primary && !left.includes(name),
      )
      .every(name => {
        const mysql = instanceNamed(snapshot, name)?.mysql;
        return mysql?.state === 'unreachable' && mysql.forMs >= MISSING_MS;
      })
  );
}
