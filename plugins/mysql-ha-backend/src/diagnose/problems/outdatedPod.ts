import {
  InstanceSnapshot,
  membersOf,
  reachable,
  Snapshot,
} from '../../observe';
import { bestSuccessor } from '../bestSuccessor';
import { leadsWell } from '../leadsWell';
import { problem } from '../ProblemKind';
import { isCurrentReplica } from '../replication';
import { relayOf } from '../sources';

/**
 * A pod runs with an older template or configuration. Replicas restart first, one at a time and only while all
 * others are current; then the primary hands over and restarts last.
 */
export const outdatedPod = problem({
  code: 'OutdatedPod',
  group: 'Order',
  after: ['NewMember', 'RelayedMember'],
  severities: ['info'],
  documentation: {
    when: 'A pod was made from an older spec, or a variable needs a restart; no fence stands',
    sentence: 'orders-2 restarts: its pod template changed.',
    engine:
      'Replicas first, one at a time, while the primary answers and all others are current; the primary hands over and restarts last.',
    person: 'Nothing.',
  },
  find(snapshot) {
    const outdated = snapshot.instances.filter(isOutdated);
    if (outdated.length === 0 || snapshot.recorded.fence) return undefined;
    const target = nextOf(snapshot, outdated);
    const { name } = target;
    const reason = target.restartNeeded ?? 'its pod template changed';
    if (!mayRestart(snapshot, name)) {
      return {
        instance: name,
        message: `${name} is to be restarted (${reason}), as soon as all other instances are healthy.`,
      };
    }
    const to = successorOf(snapshot, target);
    return to
      ? {
          instance: name,
          message: `${name} leads and is to be restarted (${reason}); ${to} takes over first.`,
          recovery: { kind: 'Switchover', to, reason },
        }
      : {
          instance: name,
          message: `${name} restarts: ${reason}.`,
          recovery: { kind: 'RestartPod', instance: name, reason },
        };
  },
});

function isOutdated({ wanted, pod, restartNeeded }: InstanceSnapshot): boolean {
  return (
    wanted &&
    pod !== undefined &&
    !pod.deleting &&
    (pod.outdated || restartNeeded !== undefined)
  );
}

/** One that does not run first: for the others to restart, it has to be well. The primary last. */
function nextOf(
  snapshot: Snapshot,
  outdated: readonly InstanceSnapshot[],
): InstanceSnapshot {
  const replicas = [...outdated]
    .reverse()
    .filter(i => i.name !== snapshot.recorded.primary);
  return (
    outdated.find(cannotRun) ??
    replicas.find(i => i.mysql.state !== 'reachable') ??
    replicas[0] ??
    outdated[0]
  );
}

/** Who takes over before a primary that runs restarts. */
function successorOf(
  snapshot: Snapshot,
  target: InstanceSnapshot,
): string | undefined {
  return target.name === snapshot.recorded.primary &&
    snapshot.instances.length > 1 &&
    !cannotRun(target)
    ? bestSuccessor(snapshot, i => i.wanted)
    : undefined;
}

/**
 * A pod that can’t run restarts at once, as a new template may be its cure. That we can't reach it is not enough:
 * the kubelet must say so too, or an operator that is cut off itself would delete one sound pod after the other.
 * A running one waits for the others, and for a primary that takes writes, or that follows a MySQL outside.
 */
function mayRestart(snapshot: Snapshot, name: string): boolean {
  const target = snapshot.instances.find(i => i.name === name);
  if (target && cannotRun(target)) return true;
  const leads = name === snapshot.recorded.primary;
  if (target?.mysql.state !== 'reachable') {
    return !target?.pod?.ready && (!leads || snapshot.instances.length === 1);
  }
  if (!leadsWell(snapshot) && snapshot.instances.length > 1) return false;
  const others = snapshot.instances.filter(
    i => i.wanted && i.name !== name && i.name !== snapshot.recorded.primary,
  );
  return others.every(
    other =>
      // It acknowledges until its last moment, and in the next there is one fewer.
      !other.pod?.deleting &&
      // Who stands below a relay is no member.
      (membersOf(snapshot).includes(other.name) ||
        relayOf(snapshot, other.name) !== undefined) &&
      reachable([other]).some(({ instance, facts }) =>
        isCurrentReplica(snapshot, instance, facts),
      ),
  );
}

/** No mysqld runs in it for certain, so ending it takes nothing away. */
function cannotRun({ pod, mysql, supervisor }: InstanceSnapshot): boolean {
  return (
    mysql.state !== 'reachable' &&
    (pod?.problem !== undefined ||
      (supervisor?.phase === 'Unstartable' && !supervisor.tries))
  );
}
