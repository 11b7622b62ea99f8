import { InstanceSnapshot } from '../../observe';
import { silentInstanceProblem } from '../silentInstance';

/** It is on its way, or its pod is being replaced: nothing is wrong with that. */
export const instanceStarting = silentInstanceProblem({
  code: 'InstanceStarting',
  after: ['HungOldPrimary'],
  severities: ['info'],
  documentation: {
    when: 'Its pod is being made or replaced, or mysqld is starting',
    sentence: 'orders-2 is starting.',
    engine: 'Waits.',
    person: 'Nothing.',
  },
  find(instance) {
    const { name, pod, supervisor } = instance;
    if (pod?.deleting) {
      return {
        message: `${name} is stopping, because its pod is being replaced.`,
      };
    }
    if (pod && !isStarting(instance)) return undefined;
    return {
      message: `${name} is starting${pod ? '' : ' (its pod is being made)'}${
        supervisor?.message ? `: ${supervisor.message}` : ''
      }.`,
    };
  },
});

/** Its pod is on its way, or its supervisor says so, or does not run yet. */
function isStarting({ pod, supervisor, mysql }: InstanceSnapshot): boolean {
  if (!pod?.ip || mysql.state === 'unknown') return true;
  if (supervisor === undefined) return !pod.ready && !pod.deleting;
  return supervisor.phase === 'Initialising' || supervisor.phase === 'Starting';
}
