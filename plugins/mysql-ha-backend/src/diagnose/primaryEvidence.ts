import {
  factsOf,
  InstanceSnapshot,
  membersOf,
  primaryOf,
  Snapshot,
} from '../observe';
import { ReplicaFacts } from '../mysql';
import { hostOf } from './replication';

/** With `replica_net_timeout=2` and a heartbeat each second, older than this means the source is silent. */
const SILENT_SECONDS = 2;
/** A probe that timed out may have been unlucky; two in a row were not. */
const TIMEOUTS_NEEDED = 2;

/** What each observer says of the primary. */
export interface PrimaryEvidence {
  /** Our own probes fail, beyond bad luck. */
  readonly unreachable: boolean;
  /** Reachable replicas that have lost it. */
  readonly lostBy: readonly string[];
  /** Reachable replicas to which it is alive. */
  readonly seenBy: readonly string[];
  /** Its mysqld is proved not to run: by its supervisor, or by the kubelet. */
  readonly provedStopped: boolean;
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
  const sentences: string[] = [];
  for (const name of membersOf(snapshot)) {
    const instance = snapshot.instances.find(i => i.name === name);
    const replica = factsOf(instance)?.replica;
    if (!replica || name === snapshot.recorded.primary) continue;
    if (!pointsAtPrimary(snapshot, replica)) {
      // It may well hear somebody, such as the primary of an earlier term; that says nothing of this one.
      lostBy.push(name);
      sentences.push(`${name} follows ${replica.sourceHost} instead`);
    } else if (hearsSource(replica)) {
      seenBy.push(name);
      sentences.push(`${name} still hears it`);
    } else {
      lostBy.push(name);
      sentences.push(`${name} has lost it (receiver ${replica.receiver})`);
    }
  }
  const unreachable = primary === undefined || isGone(primary);
  if (primary?.mysql.state === 'unreachable') {
    sentences.unshift(
      `the operator’s probes fail for ${primary.mysql.forMs} ms: ${primary.mysql.failure.message}`,
    );
  } else if (unreachable) {
    sentences.unshift('its pod is gone');
  }
  const provedStopped = primary === undefined || isProvedStopped(primary);
  if (provedStopped) sentences.push('its mysqld is proved not to run');
  return { unreachable, lostBy, seenBy, provedStopped, sentences };
}

function pointsAtPrimary(snapshot: Snapshot, replica: ReplicaFacts): boolean {
  const { primary } = snapshot.recorded;
  return (
    primary !== undefined && replica.sourceHost === hostOf(snapshot, primary)
  );
}

function isGone(primary: InstanceSnapshot): boolean {
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
      return mysql.failures >= TIMEOUTS_NEEDED;
  }
}

function isProvedStopped(primary: InstanceSnapshot): boolean {
  if (!primary.pod?.ip || primary.pod.terminated) return true;
  const phase = primary.supervisor?.phase;
  return (
    phase === 'Stopped' || phase === 'Unstartable' || phase === 'Initialising'
  );
}
