import { holdings } from '../../observe';
import { outsideName } from '../following';
import { outsideProblem } from '../outsideProblem';
import { transactions } from '../words';

/** The volumes hold another history. */
export const externalSourceUnrelated = outsideProblem({
  code: 'ExternalSourceUnrelated',
  after: ['ExternalSourceNewer'],
  severities: ['critical'],
  documentation: {
    when: 'The primary holds transactions that the MySQL outside does not have',
    sentence:
      'orders-0 holds 3 transactions that db.example:3306 does not have (bbbb…:1-3), so it can’t follow it.',
    engine: 'Nothing.',
    person:
      'Create the cluster anew with empty volumes, or follow a server that has them.',
  },
  find({ snapshot, primary, facts, outside }) {
    if (!outside) return undefined;
    // What it received since the other was looked at is of there.
    const own = holdings(facts)
      .subtract(outside.gtidExecuted)
      .subtract(
        facts.replica?.received ??
          facts.gtidExecuted.subtract(facts.gtidExecuted),
      );
    const surplus = own.subtract(own.originatingFrom(outside.serverUuid));
    if (surplus.isEmpty()) return undefined;
    return {
      message: `${primary} holds ${transactions(surplus)} that ${outsideName(
        snapshot,
      )} does not have (${surplus}), so it can’t follow it.`,
      next: `Its volumes hold another database. Create the cluster anew with empty volumes, or follow the server that it was copied from.`,
    };
  },
});
