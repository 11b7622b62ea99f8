import { InstanceSnapshot, isWritable } from '../../observe';
import { PATIENCE_MS, silentInstanceProblem } from '../silentInstance';

/** For how long nobody could log in, in milliseconds: less may be a network that was cut. */
const HUNG_MS = 5_000;
/** What a supervisor said longer ago, in milliseconds, is not of now. */
const FRESH_MS = 3_000;

/**
 * An old primary that nobody can log in to, as when an account statement waits there for replicas that follow another one
 * by now. It may still be writable, and nothing but the end of its mysqld ends that wait.
 */
export const hungOldPrimary = silentInstanceProblem({
  code: 'HungOldPrimary',
  after: ['AccessDenied'],
  severities: ['warning'],
  documentation: {
    when: 'Another one leads; logins get no answer for 5 s, its supervisor says that the same mysqld runs on, and it was writable when it last answered (or never answered this operator, for 15 s); no fence stands',
    sentence:
      'orders-0 runs, and logins get no answer: it led before, and what it waits for does not come any more. Its supervisor closes it, and ends its mysqld if that hangs too.',
    engine:
      'Asks its supervisor to fence it, which ends mysqld after 3 s. It comes back read-only and is compared with the primary, as after any crash.',
    person: 'Nothing.',
  },
  find(instance, { recorded }) {
    const { name } = instance;
    if (!recorded.primary || name === recorded.primary || recorded.fence) {
      return undefined;
    }
    if (!runsWithoutAnswer(instance)) return undefined;
    return {
      message: `${name} runs, and logins get no answer: it led before, and what it waits for does not come any more. Its supervisor closes it, and ends its mysqld if that hangs too.`,
      recovery: { kind: 'Fence', instance: name, beside: true },
    };
  },
});

function runsWithoutAnswer({ mysql, supervisor }: InstanceSnapshot): boolean {
  if (mysql.state !== 'unreachable' || mysql.failure.kind !== 'timeout') {
    return false;
  }
  const { last, forMs } = mysql;
  const mayBeWritable = last === undefined || isWritable(last);
  return (
    mayBeWritable &&
    forMs >= (last ? HUNG_MS : PATIENCE_MS) &&
    supervisor?.phase === 'Running' &&
    !supervisor.startedAnew &&
    supervisor.ageMs < Math.min(forMs, FRESH_MS)
  );
}
