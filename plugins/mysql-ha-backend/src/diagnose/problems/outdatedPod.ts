import { membersOf, primaryOf, reachable, Snapshot } from '../../observe';
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
  const replica = [...outdated]
    .reverse()
    .find(i => i.name !== snapshot.recorded.primary);
  const target = replica ?? outdated[0];
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
  if (target.name === primary?.name && snapshot.instances.length > 1) {
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

/** A pod that can’t run restarts at once, as a new template may be its cure; a running one waits for the others. */
function mayRestart(snapshot: Snapshot, name: string): boolean {
  const target = snapshot.instances.find(i => i.name === name);
  if (target?.mysql.state !== 'reachable')
    return (
      name !== snapshot.recorded.primary || snapshot.instances.length === 1
    );
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
