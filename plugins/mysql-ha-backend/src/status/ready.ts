import { isHeldDown, Snapshot } from '../observe';
import { condition, UndatedCondition } from './condition';

/** Whether all is as the spec says. Pure. @param needed - the conditions that it stands on, the weightiest first */
export function ready(
  snapshot: Snapshot,
  needed: readonly UndatedCondition[],
  well = 'All instances run as the spec says, and a write commits.',
): UndatedCondition {
  const type = 'Ready';
  if (isHeldDown(snapshot.recorded.exchange)) {
    return condition(
      type,
      false,
      'Restoring',
      'The cluster is stopped, while its volumes are exchanged for restored ones.',
    );
  }
  if (snapshot.spec.hibernate) {
    return condition(
      type,
      false,
      'Hibernated',
      'The cluster is hibernated: nothing runs, the volumes are kept.',
    );
  }
  const leaving = snapshot.instances.filter(i => !i.wanted);
  if (leaving.length > 0) {
    const names = leaving.map(i => i.name).join(', ');
    return condition(
      type,
      false,
      'ScalingDown',
      `${names} ${leaving.length === 1 ? 'is' : 'are'} being scaled away.`,
    );
  }
  const missing = needed.find(c => c.status !== 'True');
  return missing
    ? condition(type, false, missing.reason, missing.message)
    : condition(type, true, 'Healthy', well);
}

/** What keeps a cluster from being ready before the application can log in. */
export function appUserMissing(): UndatedCondition {
  return condition(
    'Ready',
    false,
    'AppUserMissing',
    'The application’s database and user are being created.',
  );
}
