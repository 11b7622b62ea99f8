import { openPrimary } from '../answeringPrimary';
import { problem } from '../ProblemKind';

/** What the primary waits for is not what the record says. */
export const semiSyncNotAsRecorded = problem({
  code: 'SemiSyncNotAsRecorded',
  group: 'AnsweringPrimary',
  after: ['PrimaryHasSource'],
  severities: ['critical'],
  documentation: {
    when: 'It is writable and waits for another number than is recorded, and no fence stands',
    sentence:
      'Commits on orders-0 wait for 0 acknowledgements, the record says 1. It is corrected.',
    engine: 'Sets the recorded number.',
    person: 'Nothing.',
  },
  find(snapshot) {
    const primary = openPrimary(snapshot);
    const recorded = snapshot.recorded.synchronous;
    if (!primary || !recorded) return undefined;
    const { enabled, waitFor } = primary.facts.semiSyncSource;
    const now = enabled ? waitFor : 0;
    if (now === recorded.waitFor) return undefined;
    return {
      instance: primary.name,
      message: `Commits on ${primary.name} wait for ${now} acknowledgements, the record says ${recorded.waitFor}. It is corrected.`,
      recovery: { kind: 'CorrectSemiSync' },
    };
  },
});
