import { Condition } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ArchiveView, Snapshot } from '../observe';
import { condition, UndatedCondition } from './condition';

/**
 * Whether what is committed gets into the archive. Pure.
 *
 * @param before - what was said last: a new operator has not listened to the archiver yet, which goes on by itself
 * @returns undefined where no archive is asked for
 */
export function binlogsArchived(
  { spec, archive }: Pick<Snapshot, 'spec' | 'archive'>,
  before?: Condition,
): UndatedCondition | undefined {
  if (!spec.backup?.archiveBinlogs) return undefined;
  if (spec.hibernate)
    return unknown(
      'Hibernated',
      'The cluster sleeps, and commits nothing. What is not archived of before is in its volumes, and is when it wakes.',
    );
  if (!archive)
    return before ?? unknown('NotBegun', 'The archiver has not begun yet.');
  const { trouble, source } = archive;
  if (trouble)
    return condition(
      'BinlogsArchived',
      false,
      trouble.reason,
      `${trouble.message} Next: ${trouble.next}`,
    );
  return source === undefined
    ? before ?? unknown('NotBegun', 'The archiver is being started.')
    : condition('BinlogsArchived', true, 'Archived', inWords(archive, source));
}

function unknown(reason: string, message: string): UndatedCondition {
  return condition('BinlogsArchived', undefined, reason, message);
}

function inWords(
  { place, backups, recoverability }: ArchiveView,
  source: string,
): string {
  const gaps = recoverability?.gaps?.length ?? 0;
  return [
    `What is committed is in ${place} within seconds, read from ${source}.`,
    ...(backups === 0
      ? [
          'No moment can be restored before there is a backup of all databases to begin with: make one.',
        ]
      : []),
    ...(gaps > 0
      ? [
          'Not every moment can be restored: status.recoverability.gaps has those between which transactions are missing.',
        ]
      : []),
  ].join(' ');
}
