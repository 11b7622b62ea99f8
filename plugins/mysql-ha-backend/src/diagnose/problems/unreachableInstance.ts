import { InstanceSnapshot, Snapshot } from '../../observe';
import {
  PATIENCE_MS,
  sentence,
  silentInstanceProblem,
} from '../silentInstance';

/** It should answer and does not, and nobody says why. */
export const unreachableInstance = silentInstanceProblem({
  code: 'UnreachableInstance',
  after: ['InstanceStarting'],
  severities: ['warning'],
  documentation: {
    when: 'None of these, and it does not answer',
    sentence: 'orders-2 does not answer: connection refused',
    engine: 'Asks again every 200 ms.',
    person: 'After 15 s: `kubectl describe pod NAME`.',
  },
  find(instance, snapshot) {
    const { name, mysql } = instance;
    return {
      message: sentence(
        `${name} does not answer${
          mysql.state === 'unreachable' ? `: ${mysql.failure.message}` : ''
        }`,
      ),
      next:
        silentForMs(instance, snapshot) > PATIENCE_MS
          ? `kubectl describe pod -n ${snapshot.namespace} ${name}`
          : undefined,
    };
  },
});

/** For how long a mysqld that had time to start has not answered. */
function silentForMs(
  { mysql, supervisor }: InstanceSnapshot,
  { takenAt }: Snapshot,
): number {
  if (mysql.state !== 'unreachable') return 0;
  const startedAt = supervisor?.startedAt;
  return startedAt
    ? Math.min(mysql.forMs, takenAt - Date.parse(startedAt))
    : mysql.forMs;
}
