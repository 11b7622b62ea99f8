import { openPrimary } from '../answeringPrimary';
import { problem } from '../ProblemKind';

/** The primary follows somebody: it would change under its clients' feet. */
export const primaryHasSource = problem({
  code: 'PrimaryHasSource',
  group: 'AnsweringPrimary',
  after: ['NoWritablePrimary'],
  severities: ['critical'],
  documentation: {
    when: 'It is writable and has a replication source',
    sentence:
      'orders-0 is the primary and still has a replication source. The source is removed.',
    engine: '`RESET REPLICA ALL`.',
    person: 'Nothing.',
  },
  find(snapshot) {
    const primary = openPrimary(snapshot);
    const source = primary?.facts.replica?.sourceHost;
    if (!primary || source === undefined) return undefined;
    return {
      instance: primary.name,
      message: `${primary.name} is the primary and still has a replication source (${source}). The source is removed.`,
      recovery: { kind: 'ForgetSource', instance: primary.name },
    };
  },
});
