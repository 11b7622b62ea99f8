import { silentInstanceProblem } from '../silentInstance';

/**
 * Before there is a primary nothing can be lost by restarting a pod that has not come up: one that was made from a spec
 * that has changed since, or that waits for a configuration that has been put right, is made anew at once.
 */
export const hopelessPod = silentInstanceProblem({
  code: 'HopelessPod',
  severities: ['info'],
  documentation: {
    when: 'No primary was ever recorded, and it does not run and was made from an older spec or configuration',
    sentence:
      'orders-1 is started anew: the spec changed since its pod was made.',
    engine: 'Deletes its pod: nothing can be lost yet.',
    person: 'Nothing.',
  },
  find({ name, pod, restartNeeded }, { recorded }) {
    if (recorded.primary || !pod || pod.deleting) return undefined;
    if (!pod.outdated && restartNeeded === undefined) return undefined;
    const reason = restartNeeded ?? 'the spec changed since its pod was made';
    return {
      message: `${name} is started anew: ${reason}.`,
      recovery: { kind: 'RestartPod', instance: name, reason },
    };
  },
});
