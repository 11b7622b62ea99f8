import { LastBackup, LastVerification, Snapshot } from '../observe';
import { condition, UndatedCondition } from './condition';

/** Whether there is a copy that a mistake in the data does not reach. Pure. */
export function backedUp({
  spec,
  lastBackup,
  verification,
}: Pick<Snapshot, 'spec' | 'lastBackup' | 'verification'>): UndatedCondition {
  if (verification && isRefuted(verification, lastBackup))
    return condition(
      'BackedUp',
      false,
      'BackupRefuted',
      `The backup ${verification.last.backup} can’t be had back, so make another one now: ${verification.last.message}`,
    );
  if (lastBackup)
    return condition(
      'BackedUp',
      true,
      verification?.proved ? 'BackupProved' : 'BackupSucceeded',
      [
        `The newest backup, ${lastBackup.name}, is of ${lastBackup.completedAt}.`,
        ...proofOf(verification),
      ].join(' '),
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

/** The newest one came back otherwise than it was saved; whatever is made after it is a new hope. */
function isRefuted(
  { last }: LastVerification,
  lastBackup: LastBackup | undefined,
): boolean {
  return (
    last.phase === 'Refuted' &&
    (!lastBackup ||
      Date.parse(lastBackup.completedAt) <
        Date.parse(last.savedAt ?? last.startedAt))
  );
}

function proofOf(verification: LastVerification | undefined): string[] {
  if (!verification) return [];
  const { last, proved } = verification;
  return [
    ...(proved
      ? [`A restore of ${proved.backup} proved at ${proved.at} that it works.`]
      : []),
    ...(last.phase === 'Refuted'
      ? [`The older backup ${last.backup} can’t be had back: ${last.message}`]
      : []),
    ...(last.phase === 'Failed'
      ? [`The last try to prove one did not come about: ${last.message}`]
      : []),
  ];
}
