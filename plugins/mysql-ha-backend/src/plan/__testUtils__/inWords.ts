import { describeStep } from '../../act/describeStep';
import { Step } from '../Plan';

/** For tests: steps as sentences, one a line; what runs side by side is indented below its heading, branches as lists. */
export function inWords(steps: readonly Step[]): readonly string[] {
  return steps.flatMap(step => {
    switch (step.do) {
      case 'Together':
        return [
          step.tolerant ? 'side by side:' : 'side by side, all must succeed:',
          ...step.steps.map(branch =>
            Array.isArray(branch)
              ? `- ${inWords(branch).join(', then ')}`
              : `- ${inWords([asStep(branch)]).join()}`,
          ),
        ];
      case 'Follow':
        return [
          `${describeStep(step)}${step.acknowledge ? ', acknowledging' : ''}`,
        ];
      default:
        return [describeStep(step)];
    }
  });
}

function asStep(branch: Step | readonly Step[]): Step {
  if ('do' in branch) return branch;
  throw new Error('a branch of several steps is no step');
}
