import { instanceNamed } from '../../observe';
import { bytesInWords, diskOf } from '../disk';
import { hangingPrimary, replaceLiving } from '../hanging';
import { problem } from '../ProblemKind';

/** Its volume is full: mysqld waits for somebody to free some space, and every commit with it. */
export const diskFullPrimary = problem({
  code: 'DiskFullPrimary',
  group: 'AnsweringPrimary',
  after: ['SemiSyncNotAsRecorded'],
  severities: ['critical'],
  documentation: {
    when: 'A heartbeat has waited for 5 s with enough replicas connected, and its supervisor says that less than 16 MiB are free',
    sentence:
      'The disk of orders-0 is full (3 MiB free), and writes have not committed for 6 s. Another member takes over; no acknowledged commit is lost.',
    engine:
      'With W > 0, failover enabled and n − W others readable, one of which has space: fails over. mysqld goes on by itself when there is space.',
    person:
      'Raise `spec.storage.size`: that is allowed in every state. Growing takes effect without a restart where the storage class can.',
  },
  find(snapshot) {
    const hanging = hangingPrimary(snapshot);
    if (!hanging?.diskFull) return undefined;
    const { name, forSeconds } = hanging;
    const free = diskOf(instanceNamed(snapshot, name))?.freeBytes ?? 0;
    const what = `The disk of ${name} is full (${bytesInWords(
      free,
    )} free), and writes have not committed for ${forSeconds} s.`;
    const next = `Raise spec.storage.size of the cluster: kubectl edit myc -n ${snapshot.namespace} ${snapshot.name}`;
    const spacious = snapshot.instances.some(
      i => i.name !== name && diskOf(i)?.full === false,
    );
    return spacious
      ? replaceLiving(snapshot, name, {
          what,
          reason: `the disk of ${name} is full`,
          evidence: [
            `${bytesInWords(free)} free`,
            `no write has committed for ${forSeconds} s`,
          ],
          next,
        })
      : {
          instance: name,
          message: `${what} No other member has space either. No acknowledged commit is lost.`,
          next,
        };
  },
});
