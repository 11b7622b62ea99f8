import { InstanceSnapshot, membersOf, reachable, Snapshot } from '../observe';
import { elect } from './quorum';
import { isCurrentReplica } from './replication';

/** The member that would lead best while the primary is well. */
export function bestSuccessor(
  snapshot: Snapshot,
  accept: (instance: InstanceSnapshot) => boolean,
): string | undefined {
  const current = reachable(snapshot.instances).filter(
    ({ instance, facts }) =>
      membersOf(snapshot).includes(instance.name) &&
      instance.name !== snapshot.recorded.primary &&
      accept(instance) &&
      isCurrentReplica(snapshot, instance, facts),
  );
  return (
    elect(snapshot, current).winner?.instance.name ?? current[0]?.instance.name
  );
}
