import { problem } from '../ProblemKind';
import { closedPrimary } from '../answeringPrimary';
import { lowestWaitFor } from '../quorum';
import { electorate } from '../failoverLimits';
import { lostItsData } from '../lostItsData';

/** Term and data disagree: the record says that it was a primary, and its volume is new. */
export const primaryLostItsData = problem({
  code: 'PrimaryLostItsData',
  group: 'AnsweringPrimary',
  severities: ['critical'],
  documentation: {
    when: 'It is read-only, its set is empty, and the cluster once took writes',
    sentence:
      'orders-0 came back with an empty volume: its data are gone there. Another member takes over.',
    engine:
      'With W > 0 and n − W others readable: fails over. Otherwise nothing is made writable, so that the loss does not spread.',
    person:
      'Bring back the other members, or restore a backup into a new cluster.',
  },
  find(snapshot) {
    const primary = closedPrimary(snapshot);
    if (!primary) return undefined;
    const { name } = primary;
    if (!lostItsData(snapshot)) return undefined;
    const { readable, needed } = electorate(snapshot, name);
    if (lowestWaitFor(snapshot) > 0 && readable >= needed) {
      return {
        instance: name,
        message: `${name} came back with an empty volume: its data are gone there. Another member takes over, and ${name} is filled again from it.`,
        recovery: {
          kind: 'BeginFailover',
          reason: `${name} lost its data (empty volume)`,
          evidence: [
            `gtid_executed of ${name} is empty in term ${snapshot.recorded.term}`,
          ],
        },
      };
    }
    return {
      instance: name,
      message: `${name} came back with an empty volume: its data are gone there, and no other member is known to hold them all. Nothing is made writable, so that the loss does not spread.`,
      next: 'Bring back the other members, or restore a backup into a new cluster.',
    };
  },
});
