import { holdings, reachable } from '../../observe';
import { closedPrimary } from '../answeringPrimary';
import { problem } from '../ProblemKind';
import { lowestWaitFor } from '../quorum';

/** Others hold what it lacks: it must not lead. */
export const primaryBehindItsReplicas = problem({
  code: 'PrimaryBehindItsReplicas',
  group: 'AnsweringPrimary',
  after: ['PrimaryLostItsData'],
  severities: ['critical'],
  documentation: {
    when: 'It is read-only, and another holds, applied or only received, all that it holds and more',
    sentence: 'orders-0 lacks transactions that orders-2 holds.',
    engine: 'With W > 0: fails over to the most advanced.',
    person:
      'With W = 0: switch over to the instance that holds more, or rebuild it.',
  },
  find(snapshot) {
    const primary = closedPrimary(snapshot);
    if (!primary) return undefined;
    const { name, facts } = primary;
    const ahead = reachable(snapshot.instances).filter(
      other =>
        other.instance.name !== name &&
        // What is being filled anew gives up what it held.
        !other.instance.task &&
        !facts.gtidExecuted.contains(holdings(other.facts)) &&
        holdings(other.facts).contains(facts.gtidExecuted),
    );
    if (ahead.length === 0) return undefined;
    const names = `${ahead.map(a => a.instance.name).join(' and ')} hold${
      ahead.length === 1 ? 's' : ''
    }`;
    return {
      instance: name,
      message: `${name} lacks transactions that ${names}.`,
      ...(lowestWaitFor(snapshot) > 0
        ? {
            recovery: {
              kind: 'BeginFailover',
              reason: `${name} came back without transactions that ${names}`,
              evidence: [`${name} holds ${facts.gtidExecuted}`],
            },
          }
        : {
            next: 'Switch over to the instance that holds more (MySQLOperation Switchover), or rebuild it.',
          }),
    };
  },
});
