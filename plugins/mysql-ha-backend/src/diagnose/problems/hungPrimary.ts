import { hangingPrimary, replaceLiving } from '../hanging';
import { problem } from '../ProblemKind';

/** It accepts connections and answers, and no write commits: a lock, or a disk that does not answer. */
export const hungPrimary = problem({
  code: 'HungPrimary',
  group: 'AnsweringPrimary',
  after: ['DiskFullPrimary'],
  severities: ['critical'],
  documentation: {
    when: 'A heartbeat has waited for 5 s, and for as long enough replicas have been connected',
    sentence:
      'orders-0 answers, and no write has committed for 6 s, although enough replicas are connected: a disk that does not answer, or a lock on everything. Another member takes over; no acknowledged commit is lost.',
    engine:
      'Needs nobody’s agreement: with W > 0, failover enabled and n − W others readable, fails over. The fence makes a mistake harmless. If the old primary can’t be closed by SQL, its supervisor ends mysqld.',
    person:
      'See in its log what held it. A global read lock (`FLUSH TABLES WITH READ LOCK`) looks the same: take backups from a replica.',
  },
  find(snapshot) {
    const hanging = hangingPrimary(snapshot);
    if (!hanging) return undefined;
    const { name, forSeconds, facts } = hanging;
    const { clients, waitingSessions } = facts.semiSyncSource;
    return replaceLiving(snapshot, name, {
      what: `${name} answers, and no write has committed for ${forSeconds} s, although enough replicas are connected: a disk that does not answer, or a lock on everything.`,
      reason: `${name} hangs: it answers, and no write commits`,
      evidence: [
        `a heartbeat has waited for ${forSeconds} s`,
        `${clients} replicas are connected, ${waitingSessions} sessions wait for an acknowledgement`,
      ],
      next: `See what it does: kubectl logs -n ${snapshot.namespace} ${name} -c mysql`,
    });
  },
});
