import { problem } from '../ProblemKind';

/** Point-in-time recovery ends where the archive does, however well the database runs. */
export const binlogsNotArchived = problem({
  code: 'BinlogsNotArchived',
  group: 'Backups',
  severities: ['warning'],
  documentation: {
    when: 'The spec asks for an archive of the binary log, and for 30 s what is committed has not got into it, or it is not known what can be restored from it: no location or keys, a store that refuses or is gone, an archiver that does not run or falls behind',
    sentence:
      'The binary log does not get into bucket backups at https://s3.example.com: the store does not know these keys. Next: put right what it names; the archiver goes on by itself then, and nothing is lost as long as the servers have their binary logs.',
    engine:
      'Keeps the archiver running, and the servers’ binary logs until the archive has them, as long as their volumes have room (BinlogsHeldBack). What was committed meanwhile is archived when the cause is gone.',
    person:
      'Put right what the sentence names. `kubectl logs deployment/archive-…` has each attempt. When binary logs were purged before, `status.recoverability.gaps` says so: make a backup, from which on each moment can be restored again.',
  },
  find({ spec, archive }) {
    if (!spec.backup?.archiveBinlogs || spec.externalSource) return undefined;
    return (
      archive?.trouble && {
        message: archive.trouble.message,
        next: archive.trouble.next,
      }
    );
  },
});
