import { Snapshot } from '../observe';
import { condition, UndatedCondition } from './condition';

/** Whether there is a copy that a mistake in the data does not reach. Pure. */
export function backedUp({
  spec,
  lastBackup,
}: Pick<Snapshot, 'spec' | 'lastBackup'>): UndatedCondition {
  if (lastBackup)
    return condition(
      'BackedUp',
      true,
      'BackupSucceeded',
      `The newest backup, ${lastBackup.name}, is of ${lastBackup.completedAt}.`,
    );
  return spec.backup
    ? condition(
        'BackedUp',
        false,
        'NoneYet',
        'No backup has succeeded yet: see kubectl get myb, or make one.',
      )
    : condition(
        'BackedUp',
        false,
        'NotConfigured',
        'No backups are configured.',
      );
}
