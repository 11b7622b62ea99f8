import {
  InstanceState,
  InstanceStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import {
  Finding,
  isFollowing,
  ProblemCode,
  relayAbove,
  secondsBehind,
  surplusOf,
} from '../diagnose';
import { MySqlFacts } from '../mysql';
import { factsOf, InstanceSnapshot, isWritable, Snapshot } from '../observe';

/** Findings that put an instance into a state of their own. */
const STATE_OF: Partial<Record<ProblemCode, InstanceState>> = {
  SecondWritableInstance: 'Errant',
  DivergedReplica: 'Diverged',
  EmptyReplica: 'Starting',
  ErrantTransactions: 'Errant',
  PurgedBinlogs: 'Stopped',
  NotReplicating: 'Starting',
  ConnectedToWrongSource: 'Stopped',
  DeadIntermediateSource: 'Stopped',
  TooFewMembersLeft: 'Healthy',
  ReplicationStopped: 'Stopped',
  ReplicationError: 'Stopped',
  OldPrimaryClosed: 'Fenced',
  ReplicaOffline: 'Fenced',
  HungOldPrimary: 'Hung',
  LaggingReplica: 'Lagging',
  UnstartableInstance: 'Stopped',
  InstanceStarting: 'Starting',
  PodProblem: 'Starting',
  LockedSemiSyncPrimary: 'Healthy',
};

/** One instance as it is shown. */
export function instanceStatus(
  snapshot: Snapshot,
  instance: InstanceSnapshot,
  findings: readonly Finding[],
): InstanceStatus {
  const facts = factsOf(instance);
  const last =
    facts ??
    (instance.mysql.state === 'unreachable' ? instance.mysql.last : undefined);
  const finding = findings.find(f => f.instance === instance.name);
  const isPrimary =
    instance.name === snapshot.recorded.primary && !isFollowing(snapshot);
  return {
    name: instance.name,
    role: roleOf(snapshot, instance.name),
    state: stateOf(snapshot, instance, finding),
    serverId: last?.serverId,
    serverUuid: last?.serverUuid,
    version: last?.version,
    node: instance.pod?.node,
    source: isPrimary
      ? undefined
      : sourceName(snapshot, facts?.replica?.sourceHost),
    gtidExecuted: last?.gtidExecuted.toString(),
    lagSeconds: isPrimary ? 0 : lagOf(instance, facts),
    errantGtids: facts && !isPrimary ? errant(snapshot, facts) : undefined,
    kept: keptOn(instance),
    message: instance.task?.message ?? finding?.message,
    advice: adviceFor(instance, findings),
  };
}

/** What should be done about it soon, whatever else is to be said of it. */
function adviceFor(
  { name }: InstanceSnapshot,
  findings: readonly Finding[],
): InstanceStatus['advice'] {
  const filling = findings.some(
    f => f.instance === name && f.code === 'DiskFilling',
  );
  return filling ? 'GrowStorage' : undefined;
}

/** Nothing is shown where nothing was ever kept. */
function keptOn({ supervisor }: InstanceSnapshot): InstanceStatus['kept'] {
  const kept = supervisor?.kept ?? [];
  return kept.length > 0 ? kept.map(entry => ({ ...entry })) : undefined;
}

function roleOf(snapshot: Snapshot, name: string): InstanceStatus['role'] {
  if (name === snapshot.recorded.primary) return 'Primary';
  return snapshot.instances.some(i => relayAbove(snapshot, i.name) === name)
    ? 'Relay'
    : 'Replica';
}

/** Also an old primary's: whatever exists here alone. */
function errant(snapshot: Snapshot, facts: MySqlFacts): string | undefined {
  const surplus = surplusOf(snapshot, facts);
  return surplus?.isEmpty() === false ? surplus.toString() : undefined;
}

function lagOf(
  instance: InstanceSnapshot,
  facts: MySqlFacts | undefined,
): number | undefined {
  return facts?.replica?.receiver === 'ON'
    ? Math.round(secondsBehind(instance, facts) * 10) / 10
    : undefined;
}

function sourceName(
  snapshot: Snapshot,
  host: string | undefined,
): string | undefined {
  if (!host) return undefined;
  const pod = host.split('.', 1)[0];
  return snapshot.instances.some(i => i.name === pod) ? pod : host;
}

function stateOf(
  snapshot: Snapshot,
  instance: InstanceSnapshot,
  finding: Finding | undefined,
): InstanceState {
  if (instance.task) return 'Cloning';
  if (snapshot.spec.hibernate) return 'Stopped';
  const facts = factsOf(instance);
  const named = finding && STATE_OF[finding.code];
  if (named) return named;
  if (!facts) return instance.pod?.ip ? 'Unreachable' : 'Starting';
  if (facts.offlineMode) return 'Fenced';
  if (instance.name === snapshot.recorded.primary && !isFollowing(snapshot)) {
    return isWritable(facts) ? 'Healthy' : 'Starting';
  }
  if (!facts.replica) return 'Starting';
  return facts.replica.receiver === 'ON' && facts.replica.applierOn
    ? 'Healthy'
    : 'Stopped';
}
