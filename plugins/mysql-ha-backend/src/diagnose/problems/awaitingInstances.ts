import { beginning } from '../beginning';
import { problem } from '../ProblemKind';

/** Whoever may seed has not answered yet. */
export const awaitingInstances = problem({
  code: 'AwaitingInstances',
  group: 'Beginning',
  severities: ['info'],
  documentation: {
    when: 'No primary was ever recorded, and the first instance, or one with an adopted volume, does not answer yet',
    sentence: 'Waiting for MySQL on orders-0 to start.',
    engine: 'Waits: the newest data may be on any adopted volume.',
    person: 'If it lasts: `kubectl describe pod`.',
  },
  find(snapshot) {
    const now = beginning(snapshot);
    switch (now?.stage) {
      case 'AdoptedAreSilent':
        return {
          message: `Volumes of an earlier cluster of this name are there. Waiting for ${now.silent.join(
            ', ',
          )}, because the newest data may be on any of them.`,
        };
      case 'FirstIsSilent':
        return {
          instance: now.seed,
          message: `Waiting for MySQL on ${
            now.seed ?? 'the first instance'
          } to start.`,
        };
      case 'ToBeCloned':
        return now.silent.length > 0
          ? {
              instance: now.first,
              message: `Waiting for ${now.silent.join(', ')}: ${
                now.first
              } gets data from outside only when nobody is known to hold any.`,
            }
          : undefined;
      default:
        return undefined;
    }
  },
});
