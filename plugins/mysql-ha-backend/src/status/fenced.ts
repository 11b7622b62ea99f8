import { factsOf, Snapshot } from '../observe';
import { condition, UndatedCondition } from './condition';

/** Whether anything is closed: replication for a change of primary, or instances to their clients. Pure. */
export function fenced(snapshot: Snapshot): UndatedCondition {
  const type = 'Fenced';
  const { fence } = snapshot.recorded;
  if (fence) {
    return condition(
      type,
      true,
      'FailoverUnderWay',
      `Replication is stopped for a change of primary: ${fence.reason}.`,
    );
  }
  const closed = snapshot.instances.filter(i => factsOf(i)?.offlineMode);
  if (closed.length > 0) {
    const names = closed.map(i => i.name).join(', ');
    const verb = closed.length === 1 ? 'is' : 'are';
    const message = `${names} ${verb} closed to clients.`;
    return condition(type, true, 'InstancesClosed', message);
  }
  return condition(type, false, 'NothingFenced', 'No instance is fenced.');
}
