import {
  Finding,
  isCurrentReplica,
  isFollowing,
  outsideName,
  ProblemCode,
} from '../diagnose';
import {
  factsOf,
  hasEnoughReplicas,
  isWritable,
  primaryOf,
  Snapshot,
} from '../observe';
import { condition, UndatedCondition } from './condition';
import { dataSafe } from './dataSafe';
import { followsSource } from './followsSource';

/** How old a proof that a write commits may be. */
const PROOF_MS = 20_000;

/** Something that keeps the cluster from being what the spec says, which only a person can change. */
export interface Refusal {
  readonly reason: string;
  /** Cause and remedy. */
  readonly message: string;
  /** `blocks`: the cluster can’t come to be, or stay, until it is put right. `ignored`: all the rest is carried out. */
  readonly effect: 'blocks' | 'ignored';
}

/** What passes as soon as instances that are on their way are back: no person is asked for it meanwhile. */
const WAITING: ReadonlySet<ProblemCode> = new Set([
  'LockedSemiSyncPrimary',
  'PrimaryWaitsForMembers',
  'DeadPrimaryWithoutQuorum',
]);

/** Whether an instance is on its way, or the engine is bringing one back. */
function isUnderWay(findings: readonly Finding[]): boolean {
  return findings.some(
    f => f.recovery !== undefined || f.code === 'InstanceStarting',
  );
}

/** Refusals in the order in which a person should read them: what blocks comes first. */
export function refusalsOf(
  findings: readonly Finding[],
  refusals: readonly Refusal[],
): readonly Refusal[] {
  const stuck = findings
    .filter(
      f =>
        f.severity !== 'info' &&
        f.next !== undefined &&
        f.recovery === undefined &&
        !(WAITING.has(f.code) && isUnderWay(findings)),
    )
    .map(
      ({ code, message, next }): Refusal => ({
        reason: code,
        message: `${message} Next: ${next}`,
        effect: 'blocks',
      }),
    );
  const all = [...refusals, ...stuck];
  return [
    ...all.filter(r => r.effect === 'blocks'),
    ...all.filter(r => r.effect === 'ignored'),
  ];
}

/** The conditions of a cluster. Pure. */
export function conditions(
  snapshot: Snapshot,
  refusals: readonly Refusal[],
  { appUserReady }: { readonly appUserReady: boolean },
): readonly UndatedCondition[] {
  if (isFollowing(snapshot)) return followingConditions(snapshot, refusals);
  const primary = primaryAvailable(snapshot);
  const replicating = replicatingOf(snapshot);
  const safe = dataSafe(snapshot);
  const refused = refusedOf(refusals);
  return [
    readyOf(snapshot, [
      primary,
      replicating,
      safe,
      ...(appUserReady ? [] : [appUserMissing()]),
    ]),
    primary,
    replicating,
    safe,
    fencedOf(snapshot),
    refused,
    condition('BackedUp', false, 'NotConfigured', 'No backups are configured.'),
  ];
}

/** A cluster that follows a MySQL outside takes no writes, and is ready without. */
function followingConditions(
  snapshot: Snapshot,
  refusals: readonly Refusal[],
): readonly UndatedCondition[] {
  const follows = followsSource(snapshot);
  const replicating = replicatingOf(snapshot);
  const name = outsideName(snapshot);
  return [
    readyOf(
      snapshot,
      [follows, replicating],
      `All instances run as the spec says, and follow ${name}.`,
    ),
    condition(
      'PrimaryAvailable',
      false,
      'Following',
      `The cluster follows ${name} and takes no writes until spec.externalSource is removed.`,
    ),
    replicating,
    condition(
      'DataSafe',
      true,
      'Following',
      `The data are a copy of ${name}; commits there wait for nobody here.`,
    ),
    follows,
    fencedOf(snapshot),
    refusedOf(refusals),
    condition('BackedUp', false, 'NotConfigured', 'No backups are configured.'),
  ];
}

function appUserMissing(): UndatedCondition {
  return condition(
    'Ready',
    false,
    'AppUserMissing',
    'The application’s database and user are being created.',
  );
}

function readyOf(
  snapshot: Snapshot,
  needed: readonly UndatedCondition[],
  well = 'All instances run as the spec says, and a write commits.',
): UndatedCondition {
  if (snapshot.spec.hibernate) {
    return condition(
      'Ready',
      false,
      'Hibernated',
      'The cluster is hibernated: nothing runs, the volumes are kept.',
    );
  }
  const leaving = snapshot.instances.filter(i => !i.wanted);
  if (leaving.length > 0) {
    const names = leaving.map(i => i.name).join(', ');
    return condition(
      'Ready',
      false,
      'ScalingDown',
      `${names} ${leaving.length === 1 ? 'is' : 'are'} being scaled away.`,
    );
  }
  const missing = needed.find(c => c.status !== 'True');
  return missing
    ? condition('Ready', false, missing.reason, missing.message)
    : condition('Ready', true, 'Healthy', well);
}

function primaryAvailable(snapshot: Snapshot): UndatedCondition {
  const type = 'PrimaryAvailable';
  if (snapshot.spec.hibernate)
    return condition(type, false, 'Hibernated', 'The cluster is hibernated.');
  const primary = primaryOf(snapshot);
  const facts = factsOf(primary);
  if (!primary)
    return condition(type, false, 'NoPrimary', 'No instance leads yet.');
  if (!facts)
    return condition(
      type,
      false,
      'Unreachable',
      `${primary.name} does not answer.`,
    );
  if (!isWritable(facts) || facts.offlineMode) {
    return condition(
      type,
      false,
      'NotWritable',
      `${primary.name} does not take writes yet.`,
    );
  }
  if (!hasEnoughReplicas(facts)) {
    const { clients, waitFor } = facts.semiSyncSource;
    return condition(
      type,
      false,
      'WritesWait',
      `Each commit on ${primary.name} waits for ${waitFor} member${
        waitFor === 1 ? '' : 's'
      } to hold it, and ${clients} ${clients === 1 ? 'is' : 'are'} connected.`,
    );
  }
  const age = snapshot.heartbeatAgeMs;
  if (age === undefined || age > PROOF_MS) {
    return condition(
      type,
      false,
      'NoWriteCommits',
      `${
        primary.name
      } is writable, but no write was proved to commit in the last ${
        PROOF_MS / 1000
      } s.`,
    );
  }
  return condition(
    type,
    true,
    'WriteCommitted',
    `A write on ${primary.name} commits.`,
  );
}

function replicatingOf(snapshot: Snapshot): UndatedCondition {
  const wanted = snapshot.instances.filter(
    i => i.wanted && i.name !== snapshot.recorded.primary,
  );
  if (snapshot.spec.instances === 1) {
    return condition(
      'Replicating',
      true,
      'NoReplicasWanted',
      'The cluster has one instance and no replicas.',
    );
  }
  const missing = wanted.filter(i => {
    const facts = factsOf(i);
    return !facts || !isCurrentReplica(snapshot, i, facts);
  });
  return missing.length === 0 && snapshot.recorded.primary
    ? condition(
        'Replicating',
        true,
        'AllCurrent',
        `All ${wanted.length} replicas are current.`,
      )
    : condition(
        'Replicating',
        false,
        'ReplicasMissing',
        `${missing.map(i => i.name).join(', ') || 'No replica'} ${
          missing.length === 1 ? 'is' : 'are'
        } not replicating.`,
      );
}

function fencedOf(snapshot: Snapshot): UndatedCondition {
  const { fence } = snapshot.recorded;
  if (fence) {
    return condition(
      'Fenced',
      true,
      'FailoverUnderWay',
      `Replication is stopped for a change of primary: ${fence.reason}.`,
    );
  }
  const closed = snapshot.instances.filter(i => factsOf(i)?.offlineMode);
  return closed.length > 0
    ? condition(
        'Fenced',
        true,
        'InstancesClosed',
        `${closed.map(i => i.name).join(', ')} closed to clients.`,
      )
    : condition('Fenced', false, 'NothingFenced', 'No instance is fenced.');
}

/** Only what a person must do counts as refused; the rest the engine does. */
function refusedOf(refusals: readonly Refusal[]): UndatedCondition {
  const [first] = refusals;
  return first
    ? condition(
        'Refused',
        true,
        first.reason,
        [...new Set(refusals.map(({ message }) => message))].join(' '),
      )
    : condition(
        'Refused',
        false,
        'NothingRefused',
        'Nothing waits for a person.',
      );
}
