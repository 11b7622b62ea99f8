import { bytesInWords, diskOf } from '../disk';
import { instanceProblem } from '../ProblemKind';

/** Long before it is full: somebody should give it more. */
export const diskFilling = instanceProblem({
  code: 'DiskFilling',
  group: 'Disks',
  severities: ['warning', 'critical'],
  documentation: {
    when: 'Its supervisor says that less than a tenth of its volume is free, or less than 10 GiB of a large one; critical when less than 16 MiB are',
    sentence:
      'The disk of orders-1 has 0.8 GiB of 10.0 GiB left. Raise spec.storage.size before it is full.',
    engine:
      'Binary logs that nobody needs were purged long before, when less than a quarter was free. See BinlogsHeldBack for those that somebody needs, and DiskFullPrimary for a primary whose writes wait for space.',
    person: 'Raise `spec.storage.size`, or delete data.',
  },
  find(_snapshot, instance) {
    const disk = diskOf(instance);
    if (!disk?.low || !instance.wanted) return undefined;
    const size = `${bytesInWords(disk.freeBytes)} of ${bytesInWords(
      disk.totalBytes,
    )}`;
    return disk.full
      ? {
          severity: 'critical',
          message: `The disk of ${instance.name} is full: ${size} are left. mysqld waits for space and goes on by itself when there is some. Raise spec.storage.size.`,
        }
      : {
          message: `The disk of ${instance.name} has ${size} left. Raise spec.storage.size before it is full.`,
        };
  },
});
