import {
  ClusterStatus,
  Condition,
  Phase,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Finding, isFollowing } from '../diagnose';
import { isHeldDown, Snapshot } from '../observe';
import { endpoints } from '../resources';
import { UndatedCondition } from './condition';
import { conditions } from './conditions';
import { instanceStatus } from './instanceStatus';
import { recoverability } from './recoverability';
import { Refusal, refusalsOf } from './refusals';
import { verification } from './verification';

/** What the status is made from. */
export interface StatusInput {
  readonly snapshot: Snapshot;
  readonly findings: readonly Finding[];
  readonly refusals: readonly Refusal[];
  readonly previous: ClusterStatus;
  readonly generation: number;
  /** What the engine does at this moment. */
  readonly activity?: 'FailingOver' | 'SwitchingOver';
  readonly paused: boolean;
  /** Whether the application's user was seen to by this process. */
  readonly appUserReady: boolean;
  readonly podTemplateVersion: number;
}

/** The part of `status` that is shown. Pure: equal input gives equal output. */
export function composeStatus(input: StatusInput) {
  const { snapshot, findings, previous } = input;
  const refusals = refusalsOf(findings, input.refusals);
  const instances = snapshot.instances.map(instance =>
    instanceStatus(snapshot, instance, findings),
  );
  const undated = conditions(snapshot, refusals, {
    // A new operator looks at the user again; that takes nothing from a cluster that was ready before.
    appUserReady: input.appUserReady || !isYoung(snapshot, previous),
    before: previous.conditions,
  });
  // One that is being scaled away still serves, but nobody asked for it.
  const ready = snapshot.instances.filter(
    ({ wanted }, index) => wanted && instances[index].state === 'Healthy',
  ).length;
  const phase = phaseOf(input, refusals, undated);
  const writable = undated.find(c => c.type === 'PrimaryAvailable');
  const hosts = endpoints({
    namespace: snapshot.namespace,
    name: snapshot.name,
  });
  return {
    phase,
    message: messageOf(input, phase, refusals, undated),
    conditions: dated(undated, input),
    observedGeneration: input.generation,
    instances,
    desiredInstances: snapshot.spec.instances,
    readyInstances: ready,
    ready: `${ready}/${snapshot.spec.hibernate ? 0 : snapshot.spec.instances}`,
    lagSeconds: largestLag(instances),
    endpoints:
      previous.endpoints ?? (writable?.status === 'True' ? hosts : undefined),
    recoverability: recoverability(snapshot, previous.recoverability),
    verification: verification(snapshot, previous.verification),
    podTemplateVersion: previous.podTemplateVersion ?? input.podTemplateVersion,
  };
}

/** Whether the cluster was never ready yet; endpoints are shown from the first write on. */
function isYoung(
  snapshot: Snapshot,
  { phase, endpoints: shown }: ClusterStatus,
): boolean {
  return (
    phase === undefined ||
    phase === 'Creating' ||
    // A follower never takes writes.
    (shown === undefined && !isFollowing(snapshot))
  );
}

function largestLag(
  instances: readonly { role?: string; lagSeconds?: number }[],
): number | undefined {
  const lags = instances
    .filter(i => i.role !== 'Primary')
    .map(i => i.lagSeconds)
    .filter((lag): lag is number => lag !== undefined);
  return lags.length > 0 ? Math.max(...lags) : undefined;
}

function phaseOf(
  { snapshot, findings, previous, activity }: StatusInput,
  refusals: readonly Refusal[],
  undated: readonly UndatedCondition[],
): Phase {
  const holds = (type: Condition['type']) =>
    undated.some(c => c.type === type && c.status === 'True');
  const { exchange } = snapshot.recorded;
  if (isHeldDown(exchange)) return 'Restoring';
  if (snapshot.spec.hibernate) return 'Hibernated';
  if (snapshot.recorded.fence || activity === 'FailingOver') {
    return findings.some(f => f.code === 'FenceWithoutQuorum')
      ? 'WaitingForUser'
      : 'FailingOver';
  }
  const handedOn = findings.some(f => f.code === 'OldPrimaryClosed');
  if (activity === 'SwitchingOver' || handedOn) return 'SwitchingOver';
  if (holds('Ready')) return 'Healthy';
  if (exchange?.stage === 'Following') return 'Restoring';
  const blocked = refusals.some(r => r.effect === 'blocks');
  const young = isYoung(snapshot, previous);
  if (blocked && (young || !holds('PrimaryAvailable'))) return 'WaitingForUser';
  if (young) {
    return findings.some(f => f.code === 'InitialDataAwaited')
      ? 'Restoring'
      : 'Creating';
  }
  return 'Degraded';
}

function messageOf(
  { snapshot, findings, paused }: StatusInput,
  phase: Phase,
  refusals: readonly Refusal[],
  undated: readonly UndatedCondition[],
): string {
  const prefix = paused ? 'Paused: the engine looks and does nothing. ' : '';
  const { exchange } = snapshot.recorded;
  if (isHeldDown(exchange)) return prefix + (exchange?.message ?? '');
  const [refusal] = refusals;
  if (refusal?.effect === 'blocks') return prefix + refusal.message;
  const [lead] = [...findings].sort((a, b) => weight(b) - weight(a));
  if (lead) {
    return (
      prefix + (lead.next ? `${lead.message} Next: ${lead.next}` : lead.message)
    );
  }
  if (refusal) return prefix + refusal.message;
  if (phase === 'Healthy') {
    const follows = undated.find(c => c.type === 'FollowsSource');
    if (follows) return prefix + follows.message;
    const safe = undated.find(c => c.type === 'DataSafe');
    return `${prefix}Writes commit. ${safe?.message ?? ''}`.trim();
  }
  return prefix + (undated.find(c => c.type === 'Ready')?.message ?? '');
}

function weight(finding: Finding): number {
  return { info: 0, warning: 1, critical: 2 }[finding.severity];
}

function dated(
  undated: readonly UndatedCondition[],
  { previous, snapshot, generation }: StatusInput,
): Condition[] {
  const now = new Date(snapshot.takenAt).toISOString();
  return undated.map(next => {
    const before = previous.conditions?.find(c => c.type === next.type);
    return {
      ...next,
      lastTransitionTime:
        before && before.status === next.status
          ? before.lastTransitionTime
          : now,
      observedGeneration: generation,
    };
  });
}
