import {
  factsOf,
  holdings,
  InstanceSnapshot,
  membersOf,
  primaryOf,
  Snapshot,
} from '../observe';
import { ReplicaFacts } from '../mysql';
import { hostOf } from './hostOf';

/**
 * With a heartbeat each second, a receiver that heard nothing for longer than this has lost its source. It is far less
 * than `replica_net_timeout`: from then on the receiver tries to connect, and to stop it takes as long again.
 */
const SILENT_SECONDS = 1.5;
/** A probe that timed out may have been unlucky; two in a row were not, nor is one that all replicas bear out. */
const TIMEOUTS_NEEDED = 2;
/** What a member read so long after the primary's last answer lacks, is not on its way to it but behind it, in milliseconds. */
const DRAINS_AFTER_MS = 500;

/** What each observer says of the primary. */
export interface PrimaryEvidence {
  /** Our own probes fail, beyond bad luck. */
  readonly unreachable: boolean;
  /** Reachable replicas that have lost it. */
  readonly lostBy: readonly string[];
  /** Reachable replicas to which it is alive. */
  readonly seenBy: readonly string[];
  /**
   * The mysqld that took writes has ended: its supervisor saw it, or its container has ended. One that was started since
   * boots read-only, and nobody but the engine opens it. This holds whatever replicas still read from the dead one.
   */
  readonly ended: boolean;
  /** In sentences, for the record. */
  readonly sentences: readonly string[];
}

/** Whether a replica still hears its source: a frozen primary leaves the receiver ON, but falls silent. */
export function hearsSource(replica: ReplicaFacts): boolean {
  if (replica.receiver !== 'ON') return false;
  const ages = [
    replica.heartbeatAgeSeconds,
    replica.lastQueuedAgeSeconds,
  ].filter((age): age is number => age !== undefined);
  return ages.length === 0 || Math.min(...ages) <= SILENT_SECONDS;
}

/** Gathers what is known of the recorded primary's life. */
export function primaryEvidence(snapshot: Snapshot): PrimaryEvidence {
  const primary = primaryOf(snapshot);
  const lostBy: string[] = [];
  const seenBy: string[] = [];
  const drainedBy: string[] = [];
  const sentences: string[] = [];
  let bornOut = false;
  for (const name of membersOf(snapshot)) {
    const instance = snapshot.instances.find(i => i.name === name);
    const replica = factsOf(instance)?.replica;
    if (!instance || !replica || name === snapshot.recorded.primary) continue;
    if (!pointsAtPrimary(snapshot, replica)) {
      // It may well hear somebody, such as the primary of an earlier term; that says nothing of this one.
      lostBy.push(name);
      sentences.push(`${name} follows ${replica.sourceHost} instead`);
    } else if (!hearsSource(replica)) {
      lostBy.push(name);
      bornOut = true;
      sentences.push(`${name} has lost it (receiver ${replica.receiver})`);
    } else if (drains(instance, primary)) {
      drainedBy.push(name);
    } else {
      seenBy.push(name);
      sentences.push(`${name} still hears it`);
    }
  }
  for (const name of drainedBy) {
    // Nothing speaks against the primary but our own probes where all others drain: then they are believed.
    if (!bornOut) seenBy.push(name);
    sentences.push(`${name} still receives what it committed before`);
  }
  const proof = primary === undefined ? 'it has no pod' : proofOfEnd(primary);
  const ended = proof !== undefined;
  const unreachable =
    primary === undefined ||
    isGone(primary, bornOut && seenBy.length === 0) ||
    (ended && primary.mysql.state === 'unreachable');
  if (primary?.mysql.state === 'unreachable') {
    sentences.unshift(
      `the operator’s probes fail for ${primary.mysql.forMs} ms: ${primary.mysql.failure.message}`,
    );
  } else if (unreachable) {
    sentences.unshift('its pod is gone');
  }
  if (ended && primary?.pod) sentences.push(proof);
  return { unreachable, lostBy, seenBy, ended, sentences };
}

/**
 * Whether a replica that receives lacks what the primary held when it answered last. Events come in their order, so it
 * reads what was committed before that, from the network's buffers perhaps: that tells nothing of the time since.
 */
function drains(
  { mysql }: InstanceSnapshot,
  primary: InstanceSnapshot | undefined,
): boolean {
  if (mysql.state !== 'reachable' || primary?.mysql.state !== 'unreachable') {
    return false;
  }
  const { last, forMs } = primary.mysql;
  return (
    last !== undefined &&
    forMs - mysql.ageMs >= DRAINS_AFTER_MS &&
    !holdings(mysql.facts).contains(last.gtidExecuted)
  );
}

function pointsAtPrimary(snapshot: Snapshot, replica: ReplicaFacts): boolean {
  const { primary } = snapshot.recorded;
  return (
    primary !== undefined && replica.sourceHost === hostOf(snapshot, primary)
  );
}

/** @param bornOut - each replica that follows it has lost it */
function isGone(primary: InstanceSnapshot, bornOut: boolean): boolean {
  const { mysql, pod } = primary;
  if (!pod) return true;
  // A pod that was made anew and has no address yet, perhaps never gets one, runs no mysqld.
  if (!pod.ip) return mysql.state !== 'reachable';
  if (mysql.state !== 'unreachable') return false;
  switch (mysql.failure.kind) {
    case 'refused':
    case 'reset':
      return true;
    case 'denied':
    case 'offline':
      // It answers, though not to us.
      return false;
    default:
      return (
        mysql.failures >= TIMEOUTS_NEEDED ||
        (mysql.failure.kind === 'timeout' && bornOut)
      );
  }
}

/** In words, how it is known that the mysqld which took writes is no more; nothing when it is not known. */
function proofOfEnd(primary: InstanceSnapshot): string | undefined {
  const { pod, supervisor, mysql } = primary;
  if (!pod?.ip) return 'its pod runs nothing';
  if (pod.terminated) return 'its container has ended';
  if (!supervisor || mysql.state !== 'unreachable') return undefined;
  // What was so before it fell silent proves nothing.
  if (supervisor.ageMs > mysql.forMs) return undefined;
  switch (supervisor.phase) {
    case 'Initialising':
    case 'Starting':
      return 'its supervisor says that mysqld ended and is starting again';
    case 'Crashed':
      return 'its supervisor says that mysqld ends again and again';
    case 'Stopped':
    case 'Unstartable':
      return 'its supervisor says that mysqld does not run';
    case 'Stopping':
    case 'Running':
      return supervisor.startedAnew
        ? 'its supervisor says that another mysqld runs than the one that led'
        : undefined;
    default:
      return supervisor.phase satisfies never;
  }
}
