import { InstanceSnapshot } from '../../observe';
import { Finding } from '../Finding';
import { Problem } from '../Problem';

/**
 * Before there is a primary nothing can be lost by restarting a pod that has not come up: one that was made from a spec
 * that has changed since, or that waits for a configuration that has been put right, is made anew at once.
 */
export const hopelessPod: Problem = snapshot =>
  snapshot.recorded.primary
    ? []
    : snapshot.instances.filter(needsAnotherPod).map(restart);

function needsAnotherPod({
  wanted,
  pod,
  mysql,
  restartNeeded,
}: InstanceSnapshot): boolean {
  return (
    wanted &&
    pod !== undefined &&
    !pod.deleting &&
    mysql.state !== 'reachable' &&
    (pod.outdated || restartNeeded !== undefined)
  );
}

function restart({ name, restartNeeded }: InstanceSnapshot): Finding {
  const reason = restartNeeded ?? 'the spec changed since its pod was made';
  return {
    code: 'OutdatedPod',
    severity: 'info',
    instance: name,
    message: `${name} is started anew: ${reason}.`,
    recovery: { kind: 'RestartPod', instance: name, reason },
  };
}
