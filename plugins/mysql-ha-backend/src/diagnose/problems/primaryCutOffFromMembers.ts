import { openPrimary } from '../answeringPrimary';
import { attachment, enoughAttached } from '../attachment';
import { replaceLiving, writesHangMs } from '../hanging';
import { problem } from '../ProblemKind';

/**
 * We reach it and its members do not: the network between them is cut, or an account statement that waits keeps every
 * login waiting, theirs too. Its commits wait for ever, while the others could go on without it.
 */
export const primaryCutOffFromMembers = problem({
  code: 'PrimaryCutOffFromMembers',
  group: 'AnsweringPrimary',
  after: ['HungPrimary'],
  severities: ['critical'],
  documentation: {
    when: 'Fewer than W replicas are connected and a heartbeat has waited for 5 s, while more than W members can be read that try in vain to connect to it',
    sentence:
      'orders-1 and orders-2 can’t connect to orders-0, so its writes wait: the network between them, or an account statement that keeps all logins waiting. Another member takes over; no acknowledged commit is lost.',
    engine:
      'With failover enabled: fails over. Members whose replication stands still by somebody’s hand do not count. If the old primary can’t be closed by SQL, its supervisor ends mysqld.',
    person: 'Look at the network between the pods.',
  },
  find(snapshot) {
    const primary = openPrimary(snapshot);
    if (!primary || writesHangMs(snapshot) === undefined) return undefined;
    const { semiSyncSource } = primary.facts;
    if (!semiSyncSource.enabled || enoughAttached(snapshot, semiSyncSource)) {
      return undefined;
    }
    const trying = attachment(snapshot).trying.map(({ name }) => name);
    // After it, the winner's commits wait for W of the others: as many must be there.
    if (trying.length <= semiSyncSource.waitFor) return undefined;
    return replaceLiving(snapshot, primary.name, {
      what: `${trying.join(' and ')} can’t connect to ${
        primary.name
      }, so its writes wait: the network between them, or an account statement that keeps all logins waiting.`,
      reason: `the members can’t connect to ${primary.name}`,
      evidence: trying.map(name => `${name} tries to connect in vain`),
      next: 'Look at the network between the pods.',
    });
  },
});
