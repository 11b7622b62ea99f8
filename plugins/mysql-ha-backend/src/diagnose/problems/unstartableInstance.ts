import { sentence, silentInstanceProblem } from '../silentInstance';

/** mysqld does not start there, whatever is tried. */
export const unstartableInstance = silentInstanceProblem({
  code: 'UnstartableInstance',
  after: ['PodProblem'],
  severities: ['critical'],
  documentation: {
    when: 'Its supervisor says that mysqld can’t start, or crashes again and again',
    sentence: 'orders-2 can’t start MySQL: no mysqld in the image.',
    engine: 'Tries again, ever more rarely.',
    person: '`kubectl logs NAME -c mysql`.',
  },
  find({ name, supervisor }, { namespace }) {
    const next = `kubectl logs -n ${namespace} ${name} -c mysql`;
    if (supervisor?.phase === 'Unstartable') {
      return {
        message: sentence(
          `${name} can’t start MySQL: ${supervisor.message ?? 'see its log'}`,
        ),
        next,
      };
    }
    if (supervisor?.phase !== 'Crashed') return undefined;
    return {
      message: sentence(
        `mysqld of ${name} ends again and again: ${
          supervisor.errors.at(-1) ?? supervisor.message ?? 'see its log'
        }`,
      ),
      next,
    };
  },
});
