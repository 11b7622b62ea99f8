import { replicaProblem } from '../ProblemKind';
import { followsSource, shouldAcknowledge } from '../replication';
import { sourceOf } from '../sources';

/** It follows the primary of before, or someone whom nobody chose. */
export const connectedToWrongSource = replicaProblem({
  code: 'ConnectedToWrongSource',
  after: ['PurgedBinlogs', 'DeadIntermediateSource'],
  severities: ['warning'],
  documentation: {
    when: 'Its source is not the one that it should follow (the primary, or its relay), or it follows without auto-position',
    sentence:
      'orders-1 replicates from orders-2.orders-instances.shop.svc and not from orders-0. It is pointed at it.',
    engine:
      'Points it at its source; what it received and did not apply is kept.',
    person: 'Nothing.',
  },
  find(snapshot, { name }, facts) {
    if (!facts.replica || followsSource(snapshot, name, facts)) {
      return undefined;
    }
    const source = sourceOf(snapshot, name);
    return {
      message: `${name} replicates from ${facts.replica.sourceHost} and not ${
        facts.replica.autoPosition ? 'from' : 'by auto-position from'
      } ${source}. It is pointed at it.`,
      recovery: {
        kind: 'Follow',
        instance: name,
        source,
        acknowledge: shouldAcknowledge(snapshot, name),
      },
    };
  },
});
