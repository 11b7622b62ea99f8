import { describeStep } from '../act';
import { OperationIntent } from '../diagnose';
import { Snapshot } from '../observe';
import { planFor, Step } from '../plan';

/**
 * What an operation is going to do, one sentence a step, and what a person should know before. The later stages are
 * told as they look from here: each is planned anew when it is due. Pure.
 */
export function outline(
  snapshot: Snapshot,
  { stages, notes }: Pick<OperationIntent, 'stages' | 'notes'>,
): readonly string[] {
  return [
    ...stages.flatMap(stage =>
      planFor(snapshot, stage).steps.flatMap(sentences),
    ),
    ...notes,
  ];
}

function sentences(step: Step): readonly string[] {
  if (step.do !== 'Together') return [sentence(step)];
  return step.steps.flatMap(branch =>
    'do' in branch ? sentences(branch) : branch.flatMap(sentences),
  );
}

function sentence(step: Step): string {
  const words = describeStep(step);
  return `${words}.`.replace(/^[a-z](?=[a-z ]+ )/, first =>
    first.toUpperCase(),
  );
}
