import { factsOf, primaryOf } from '../../observe';
import { problem } from '../ProblemKind';
import { bestSuccessor } from '../bestSuccessor';

/** Its node is being emptied. It leads elsewhere first, so that the eviction costs a switchover and no failover. */
export const primaryOnDrainedNode = problem({
  code: 'PrimaryOnDrainedNode',
  group: 'Order',
  after: ['PrimaryScaledAway'],
  severities: ['info', 'warning'],
  documentation: {
    when: 'The primary’s node is cordoned, or an autoscaler is about to remove it',
    sentence:
      'orders-0 leads on node-1, which is being emptied; orders-1 takes over first.',
    engine:
      'Switches over to a current replica on another node. Until it has, the PodDisruptionBudget of the primary holds the eviction back; `kubectl drain` asks again by itself.',
    person:
      'Nothing. Where no replica runs on a node that stays, give one a place: uncordon a node, or add one.',
  },
  find: snapshot => {
    const primary = primaryOf(snapshot);
    if (!primary?.pod?.nodeDrained || snapshot.instances.length < 2) {
      return undefined;
    }
    if (snapshot.recorded.fence || !factsOf(primary)) return undefined;
    const to = bestSuccessor(
      snapshot,
      ({ wanted, pod }) => wanted && pod !== undefined && !pod.nodeDrained,
    );
    const place = `${primary.name} leads on ${primary.pod.node}, which is being emptied`;
    return to
      ? {
          instance: primary.name,
          message: `${place}; ${to} takes over first.`,
          recovery: {
            kind: 'Switchover',
            to,
            reason: `${primary.pod.node} is being emptied`,
          },
        }
      : {
          severity: 'warning',
          instance: primary.name,
          message: `${place}, and no current replica is on a node that stays. It goes on leading, and its eviction waits.`,
          next: 'Give a replica a place on another node: uncordon one, or add one.',
        };
  },
});
