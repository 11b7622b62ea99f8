import {
  factsOf,
  InstanceSnapshot,
  isWritable,
  membersOf,
  primaryOf,
  reachable,
  Snapshot,
} from '../../observe';
import { single } from '../Problem';
import { isCurrentReplica } from '../replication';
import { bestSuccessor } from './membership';

/**
 * A pod runs with an older template or configuration. Replicas restart first, one at a time and only while all
 * others are current; then the primary hands over and restarts last.
 */
export const outdatedPod = single(snapshot => {
  const outdated = snapshot.instances.filter(
    i =>
      i.wanted &&
      i.pod &&
      !i.pod.deleting &&
      (i.pod.outdated || i.restartNeeded),
  );
  if (outdated.length === 0 || snapshot.recorded.fence) return undefined;
  const replicas = [...outdated]
    .reverse()
    .filter(i => i.name !== snapshot.recorded.primary);
  // One that does not run first: for the others to restart, it has to be well.
  const target =
    outdated.find(cannotRun) ??
    replicas.find(i => i.mysql.state !== 'reachable') ??
    replicas[0] ??
    outdated[0];
  const reason = target.restartNeeded ?? 'its pod template changed';
  if (!mayRestart(snapshot, target.name)) {
    return {
      code: 'OutdatedPod',
      severity: 'info',
      instance: target.name,
      message: `${target.name} is to be restarted (${reason}), as soon as all other instances are healthy.`,
    };
  }
  const primary = primaryOf(snapshot);
  if (
    target.name === primary?.name &&
    snapshot.instances.length > 1 &&
    !cannotRun(target)
  ) {
    const to = bestSuccessor(snapshot, i => i.wanted);
    if (to) {
      return {
        code: 'OutdatedPod',
        severity: 'info',
        instance: target.name,
        message: `${target.name} leads and is to be restarted (${reason}); ${to} takes over first.`,
        recovery: { kind: 'Switchover', to, reason },
      };
    }
  }
  return {
    code: 'OutdatedPod',
    severity: 'info',
    instance: target.name,
    message: `${target.name} restarts: ${reason}.`,
    recovery: { kind: 'RestartPod', instance: target.name, reason },
  };
});

/**
 * A pod that can’t run restarts at once, as a new template may be its cure. That we can't reach it is not enough:
 * the kubelet must say so too, or an operator that is cut off itself would delete one sound pod after the other.
 * A running one waits for the others, and for a primary that takes writes.
 */
function mayRestart(snapshot: Snapshot, name: string): boolean {
  const target = snapshot.instances.find(i => i.name === name);
  if (target && cannotRun(target)) return true;
  const leads = name === snapshot.recorded.primary;
  if (target?.mysql.state !== 'reachable') {
    return !target?.pod?.ready && (!leads || snapshot.instances.length === 1);
  }
  const primary = factsOf(primaryOf(snapshot));
  const takesWrites = primary !== undefined && isWritable(primary);
  if (!takesWrites && snapshot.instances.length > 1) return false;
  const others = snapshot.instances.filter(
    i => i.wanted && i.name !== name && i.name !== snapshot.recorded.primary,
  );
  return others.every(
    other =>
      membersOf(snapshot).includes(other.name) &&
      reachable([other]).some(({ instance, facts }) =>
        isCurrentReplica(snapshot, instance, facts),
      ),
  );
}

/** No mysqld runs in it for certain, so ending it takes nothing away. */
function cannotRun({ pod, mysql, supervisor }: InstanceSnapshot): boolean {
  return (
    mysql.state !== 'reachable' &&
    (pod?.problem !== undefined || supervisor?.phase === 'Unstartable')
  );
}
