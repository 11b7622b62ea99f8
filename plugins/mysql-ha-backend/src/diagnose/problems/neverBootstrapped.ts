import { newestTerm, Snapshot } from '../../observe';
import { beginning } from '../beginning';
import { problem } from '../ProblemKind';

/** Somebody can seed: it becomes the first primary. */
export const neverBootstrapped = problem({
  code: 'NeverBootstrapped',
  group: 'Beginning',
  severities: ['info'],
  documentation: {
    when: 'No primary was ever recorded, and the first instance or all adopted ones answer',
    sentence: 'orders-0 is empty and new: it becomes the first primary.',
    engine: 'Records it as the only member; the others join one at a time.',
    person: 'Nothing.',
  },
  find(snapshot) {
    const now = beginning(snapshot);
    if (now?.stage !== 'Seed') return undefined;
    return {
      instance: now.seed,
      message: now.adopted
        ? `${now.seed} holds ${whose(snapshot)} and becomes the primary.`
        : `${now.seed} is empty and new: it becomes the first primary.`,
      recovery: {
        kind: 'Bootstrap',
        seed: now.seed,
        members: [now.seed],
        aboveTerm: newestTerm(snapshot),
      },
    };
  },
});

function whose({ instances, spec }: Snapshot): string {
  if (!instances.some(({ volume }) => volume?.adopted)) return 'data';
  return `the newest data of the adopted volumes${
    spec.initFrom ? ', before which spec.initFrom counts for nothing,' : ''
  }`;
}
