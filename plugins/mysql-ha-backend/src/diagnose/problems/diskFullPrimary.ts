import { InstanceSnapshot, instanceNamed } from '../../observe';
import { openPrimary } from '../answeringPrimary';
import { bytesInWords, diskOf } from '../disk';
import { hangingPrimary, replaceLiving } from '../hanging';
import { problem } from '../ProblemKind';

/** For how long there has been no space at all before nothing else needs to be seen. */
const NO_SPACE_MS = 5_000;
/** An older word on the disk says nothing of now. */
const FRESH_MS = 5_000;

/**
 * Its volume is full: mysqld waits for somebody to free some space, and every commit with it. Or, as long as its binary
 * log has room that the file system gave it beforehand, InnoDB refuses new rows (error 1114), while a heartbeat, which
 * changes a row that is there, still commits.
 */
export const diskFullPrimary = problem({
  code: 'DiskFullPrimary',
  group: 'AnsweringPrimary',
  after: ['SemiSyncNotAsRecorded'],
  severities: ['critical'],
  documentation: {
    when: 'A heartbeat has waited for 5 s with enough replicas connected, and its supervisor says that less than 16 MiB are free; or less than 1 MiB have been free for 5 s, and another member has space',
    sentence:
      'The disk of orders-0 is full (3 MiB free), and writes have not committed for 6 s. Another member takes over; no acknowledged commit is lost.',
    engine:
      'With W > 0, failover enabled and n − W others readable, one of which has space: fails over. mysqld goes on by itself when there is space.',
    person:
      'Raise `spec.storage.size`: that is allowed in every state. Growing takes effect without a restart where the storage class can.',
  },
  find(snapshot) {
    const hanging = hangingPrimary(snapshot);
    const name = hanging?.name ?? openPrimary(snapshot)?.name;
    if (name === undefined || hanging?.diskFull === false) return undefined;
    const primary = instanceNamed(snapshot, name);
    const effect = hanging
      ? `writes have not committed for ${hanging.forSeconds} s`
      : refusalOfRows(primary);
    if (effect === undefined) return undefined;
    const free = `${bytesInWords(diskOf(primary)?.freeBytes ?? 0)} free`;
    const what = `The disk of ${name} is full (${free}), and ${effect}.`;
    const next = `Raise spec.storage.size of the cluster: kubectl edit myc -n ${snapshot.namespace} ${snapshot.name}`;
    const spacious = snapshot.instances.some(
      i => i.name !== name && diskOf(i)?.full === false,
    );
    if (spacious) {
      return replaceLiving(snapshot, name, {
        what,
        reason: `the disk of ${name} is full`,
        evidence: [free, effect],
        next,
      });
    }
    // While some writes commit DiskFilling says enough: nobody else could do better.
    return (
      hanging && {
        instance: name,
        message: `${what} No other member has space either. No acknowledged commit is lost.`,
        next,
      }
    );
  },
});

/** In words, that new rows are refused, though changes of those that are there may commit; nothing while they are not. */
function refusalOfRows(
  primary: InstanceSnapshot | undefined,
): string | undefined {
  const { noSpaceForMs = 0, ageMs = Infinity } = primary?.supervisor ?? {};
  return noSpaceForMs >= NO_SPACE_MS && ageMs <= FRESH_MS
    ? `there has been no space for new rows for ${Math.round(
        noSpaceForMs / 1000,
      )} s`
    : undefined;
}
