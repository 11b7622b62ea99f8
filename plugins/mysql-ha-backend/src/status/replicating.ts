import { isCurrentReplica } from '../diagnose';
import { factsOf, Snapshot } from '../observe';
import { condition, UndatedCondition } from './condition';

/** Whether every replica that is wanted is current. Pure. */
export function replicating(snapshot: Snapshot): UndatedCondition {
  const type = 'Replicating';
  if (snapshot.spec.instances === 1) {
    return condition(
      type,
      true,
      'NoReplicasWanted',
      'The cluster has one instance and no replicas.',
    );
  }
  const { primary } = snapshot.recorded;
  const wanted = snapshot.instances.filter(i => i.wanted && i.name !== primary);
  const missing = wanted.filter(i => {
    const facts = factsOf(i);
    return !facts || !isCurrentReplica(snapshot, i, facts);
  });
  if (missing.length === 0 && primary) {
    const message = `All ${wanted.length} replicas are current.`;
    return condition(type, true, 'AllCurrent', message);
  }
  return condition(
    type,
    false,
    'ReplicasMissing',
    `${missing.map(i => i.name).join(', ') || 'No replica'} ${
      missing.length === 1 ? 'is' : 'are'
    } not replicating.`,
  );
}
