import { factsOf, instanceNamed, Snapshot } from '../observe';

/**
 * Whether the binary logs of an instance can be read although its mysqld is gone: its pod stands on its volume, and its
 * supervisor has answered since mysqld fell silent.
 */
export function volumeCanBeRead(snapshot: Snapshot, name: string): boolean {
  const instance = instanceNamed(snapshot, name);
  if (!instance?.pod?.ip || factsOf(instance)) return false;
  const { supervisor, mysql } = instance;
  return (
    supervisor !== undefined &&
    mysql.state === 'unreachable' &&
    supervisor.ageMs <= mysql.forMs
  );
}
