import { closedPrimary } from '../answeringPrimary';
import { problem } from '../ProblemKind';

/** A mysqld that has run for longer did not restart just now: somebody else closed it. In seconds. */
const STARTED_SECONDS = 60;

/** It holds everything and takes no writes: it restarted, or somebody made it read-only. */
export const noWritablePrimary = problem({
  code: 'NoWritablePrimary',
  group: 'AnsweringPrimary',
  after: ['PrimaryWaitsForMembers'],
  severities: ['critical'],
  documentation: {
    when: 'It is read-only or offline, and holds all that the others hold, and enough others hold what it holds',
    sentence: 'orders-0 is back and holds everything; it takes writes again.',
    engine:
      'Makes it writable, with semi-sync on first; also where a person made it read-only.',
    person:
      'Nothing. To keep it read-only: `spec.paused: true`, or a MySQLOperation of type Fence.',
  },
  find(snapshot) {
    const primary = closedPrimary(snapshot);
    if (!primary) return undefined;
    const { name, facts } = primary;
    return {
      instance: name,
      message:
        facts.uptimeSeconds < STARTED_SECONDS
          ? `${name} is back and holds everything; it takes writes again.`
          : `${name} is ${
              facts.offlineMode ? 'offline' : 'read-only'
            }, though it leads and holds everything; it takes writes again.`,
      recovery: { kind: 'ResumePrimary' },
    };
  },
});
