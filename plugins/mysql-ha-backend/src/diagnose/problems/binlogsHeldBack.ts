import { ARCHIVE_AS_READER } from '../../observe';
import { bytesInWords, diskOf } from '../disk';
import { diskLevels } from '../diskLevels';
import { instanceProblem } from '../ProblemKind';

/** Of the level below which binary logs go: a replica that restarts must not raise it. */
const SHARE = 0.8;

/** A volume is getting full, and binary logs can't go because somebody is far behind or away. */
export const binlogsHeldBack = instanceProblem({
  code: 'BinlogsHeldBack',
  group: 'Disks',
  severities: ['warning'],
  documentation: {
    when: 'Less than a fifth of its volume is free (or less than 20 GiB of a large one), and binary logs that would be purged are still needed by another instance, or by the archive',
    sentence:
      'The disk of orders-0 has 1.8 GiB of 10.0 GiB left, and 704 MiB of its binary logs stay because orders-2 has not received them. Below 512 MiB they are purged all the same, and orders-2 is filled anew.',
    engine:
      'Purges what nobody needs. When less than a twentieth (5 GiB of a large volume, 128 MiB of a small one) is free, it purges the rest too, oldest first, says so in an event, and fills whoever needed them by CLONE: a primary without space would stop. The archive has a gap then.',
    person:
      'Bring the named instance back, put right what BinlogsNotArchived names, or raise `spec.storage.size`.',
  },
  find(_snapshot, instance) {
    const disk = diskOf(instance);
    const heldBack = instance.binlogs?.heldBack;
    if (!disk || !heldBack) return undefined;
    const { tight, last } = diskLevels(disk.totalBytes);
    if (disk.freeBytes >= SHARE * tight) return undefined;
    const names = heldBack.by.join(', ');
    const one = heldBack.by.length === 1;
    return {
      message: `The disk of ${instance.name} has ${bytesInWords(
        disk.freeBytes,
      )} of ${bytesInWords(disk.totalBytes)} left, and ${bytesInWords(
        heldBack.bytes,
      )} of its binary logs stay because ${names} ${
        one ? 'has' : 'have'
      } not received them. Below ${bytesInWords(
        last,
      )} they are purged all the same, and ${outcome(heldBack.by)}.`,
    };
  },
});

function outcome(by: readonly string[]): string {
  const filled = by.filter(name => name !== ARCHIVE_AS_READER);
  const verb = filled.length === 1 ? 'is' : 'are';
  return [
    ...(filled.length > 0 ? [`${filled.join(', ')} ${verb} filled anew`] : []),
    ...(by.includes(ARCHIVE_AS_READER)
      ? [
          `${ARCHIVE_AS_READER} has a gap then, over which nothing can be restored to a moment`,
        ]
      : []),
  ].join(', and ');
}
