import { Step } from '../plan';
import { describeStep } from './describeStep';

/** The steps of a plan in words, but the one that ends its record. */
export function plannedSteps(steps: readonly Step[]): readonly string[] {
  return steps.flatMap(step => {
    switch (step.do) {
      case 'ClearFence':
        return [];
      case 'Together':
        return step.steps.flatMap(branch =>
          plannedSteps('do' in branch ? [branch] : branch),
        );
      default:
        return [describeStep(step)];
    }
  });
}
