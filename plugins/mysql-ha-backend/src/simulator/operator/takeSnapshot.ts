import { Heartbeat } from '../../engine/Heartbeat';
import { InstanceSet } from '../../engine/InstanceSet';
import {
  InstanceSnapshot,
  LongTask,
  MySqlView,
  OperationRequest,
  PodView,
  PrimaryPast,
  Recorded,
  Snapshot,
} from '../../observe';
import { instanceName, instanceOrdinal } from '../../resources';
import { ApiState } from '../kubernetes';
import { KEY } from '../names';
import { OperatorProcess } from '../time';
import { SideLanes } from './SideLanes';

/** The Snapshot as `engine/ClusterState` gathers it, from pods that need no parsing. */
export function takeSnapshot(from: {
  readonly state: ApiState;
  readonly reachable: boolean;
  readonly process: OperatorProcess;
  readonly recorded: Recorded;
  readonly instances: InstanceSet;
  readonly heartbeat: Heartbeat;
  readonly tasks: ReadonlyMap<string, LongTask>;
  readonly silentSince: Map<string, number>;
  readonly past: PrimaryPast;
  readonly outdated: ReadonlySet<string>;
  readonly operation: OperationRequest | undefined;
  readonly side: Pick<SideLanes, 'view'>;
}): Snapshot {
  const { state, recorded, heartbeat, operation } = from;
  const { spec } = state.cluster;
  const { binlogs, heartbeats, ...side } = from.side.view({
    operation,
    recorded,
    spec,
  });
  const { primary, synchronous } = recorded;
  const now = from.process.monotonic();
  notePast(from, now);
  const ordinals = new Set<number>();
  for (let i = 0; i < spec.instances; i++) ordinals.add(i);
  for (const name of [
    ...state.pods.keys(),
    ...(synchronous?.members ?? []),
    ...(primary ? [primary] : []),
  ]) {
    ordinals.add(instanceOrdinal(KEY, name) ?? 0);
  }
  return {
    ...KEY,
    uid: state.cluster.metadata.uid,
    takenAt: from.process.now(),
    spec,
    recorded,
    kubernetesReachable: from.reachable,
    primaryHeld: from.past.newest(primary),
    instances: [...ordinals]
      .sort((a, b) => a - b)
      .map((ordinal): InstanceSnapshot => {
        const name = instanceName(KEY, ordinal);
        const pod = state.pods.get(name);
        const mysql = viewOf(name, pod, from);
        return {
          name,
          ordinal,
          wanted: ordinal < spec.instances,
          pod: pod && { ...pod, outdated: from.outdated.has(pod.uid) },
          mysql,
          supervisor: from.instances.supervisorState(name),
          lacksForMs:
            name !== primary && mysql.state === 'reachable'
              ? from.past.lackedForMs(mysql.facts, now - mysql.ageMs)
              : undefined,
          binlogs: binlogs(name),
          heartbeats: heartbeats(name),
          task: from.tasks.get(name),
        };
      }),
    heartbeatAgeMs: heartbeat.ageMs(primary),
    heartbeatPendingMs: heartbeat.pendingMs(primary),
    operation,
    ...side,
    connectedForMs: heartbeat.connectedForMs(primary),
  };
}

function notePast(
  {
    past,
    instances,
    recorded,
  }: Pick<
    Parameters<typeof takeSnapshot>[0],
    'instances' | 'past' | 'recorded'
  >,
  now: number,
): void {
  const { primary } = recorded;
  if (!primary) return;
  const view = instances.view(primary);
  if (view.state === 'reachable') {
    past.note(primary, view.facts, now - view.ageMs);
  }
}

function viewOf(
  name: string,
  pod: PodView | undefined,
  {
    instances,
    process,
    silentSince,
  }: Pick<
    Parameters<typeof takeSnapshot>[0],
    'instances' | 'process' | 'silentSince'
  >,
): MySqlView {
  if (pod?.ip) {
    silentSince.delete(name);
    return instances.view(name);
  }
  const now = process.monotonic();
  const since = silentSince.get(name) ?? now;
  silentSince.set(name, since);
  return {
    state: 'unreachable',
    failure: { kind: 'other', code: 'NO_POD', message: 'it has no pod' },
    forMs: now - since,
    failures: 1,
  };
}
