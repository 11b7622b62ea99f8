import { factsOf, holdings, primaryOf } from '../../observe';
import { replicaProblem } from '../ProblemKind';
import { refill } from '../refill';

/** It was away for longer than binlogs are kept. */
export const purgedBinlogs = replicaProblem({
  code: 'PurgedBinlogs',
  after: ['EmptyReplica', 'DivergedReplica', 'ErrantTransactions'],
  severities: ['warning'],
  documentation: {
    when: 'It lacks transactions that are in `gtid_purged` of the primary',
    sentence:
      'orders-2 needs transactions whose binlogs the primary no longer has, so it can’t catch up. It is filled anew by CLONE from orders-1.',
    engine: 'As for an empty replica.',
    person: 'Nothing.',
  },
  find(snapshot, { name }, facts) {
    const primary = factsOf(primaryOf(snapshot));
    if (!primary || holdings(facts).contains(primary.gtidPurged)) {
      return undefined;
    }
    const { donor, recovery } = refill(snapshot, name);
    const cause = `${name} needs transactions whose binlogs the primary no longer has`;
    return {
      message: `${cause}, so it can’t catch up. It is filled anew by CLONE${
        donor ? ` from ${donor}` : ' once a donor is free'
      }.`,
      // It had data, so that it lost them is an incident.
      recovery: recovery?.kind === 'Clone' ? { ...recovery, cause } : recovery,
    };
  },
});
