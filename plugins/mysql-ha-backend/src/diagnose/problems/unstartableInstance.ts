import { diskOf } from '../disk';
import { sentence, silentInstanceProblem } from '../silentInstance';

/** On a full volume mysqld ends with whatever it could not write first. */
const FULL =
  'raise spec.storage.size: its disk is full, and mysqld starts by itself when it has space';

/** mysqld does not start there, whatever is tried. */
export const unstartableInstance = silentInstanceProblem({
  code: 'UnstartableInstance',
  after: ['PodProblem'],
  severities: ['critical'],
  documentation: {
    when: 'Its supervisor says that mysqld can’t start, or crashes again and again',
    sentence: 'orders-2 can’t start MySQL: no mysqld in the image.',
    engine: 'Tries again, ever more rarely.',
    person:
      '`kubectl logs NAME -c mysql`; where the cause is known, what removes it.',
  },
  find(instance, { namespace }) {
    const { name, supervisor, pod } = instance;
    if (supervisor === undefined) return undefined;
    const said = supervisor.message ?? 'see its log';
    const next =
      (diskOf(instance)?.full ? FULL : remedyFor(said, pod?.node)) ??
      `kubectl logs -n ${namespace} ${name} -c mysql`;
    if (supervisor.phase === 'Unstartable') {
      return { message: sentence(`${name} can’t start MySQL: ${said}`), next };
    }
    if (supervisor.phase !== 'Crashed') return undefined;
    return {
      message: sentence(`mysqld of ${name} ends again and again: ${said}`),
      next,
    };
  },
});

/** What removes a cause that lies outside MySQL and its log. */
function remedyFor(said: string, node = 'its node'): string | undefined {
  // https://dev.mysql.com/doc/refman/9.7/en/innodb-parameters.html#sysvar_innodb_use_native_aio
  if (/io_setup\(\) failed with EAGAIN/.test(said)) {
    return `sysctl -w fs.aio-max-nr=1048576 on ${node}: its MySQL servers have used up its asynchronous I/O`;
  }
  return undefined;
}
