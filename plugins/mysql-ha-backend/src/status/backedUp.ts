import { condition, UndatedCondition } from './condition';

/** Whether there is a copy that a mistake in the data does not reach. Pure. */
export function backedUp(): UndatedCondition {
  return condition(
    'BackedUp',
    false,
    'NotConfigured',
    'No backups are configured.',
  );
}
