import { describeStep } from '../../act/describeStep';
import { Step } from '../Plan';

/** For tests: steps as sentences, one a line; what runs side by side is indented below its heading, branches as lists. */
export function inWords(steps: readonly Step[]): readonly string[] {
  return steps.flatMap(step => {
    switch (step.do) {
      case 'Together':
        return [
          step.tolerant ? 'side by side:' : 'side by side, all must succeed:',
          ...step.steps.flatMap(branch => inList(branch)),
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

/** A branch; what runs side by side within it is indented once more. */
function inList(branch: Step | readonly Step[]): readonly string[] {
  const steps: readonly Step[] = 'do' in branch ? [branch] : branch;
  const [last] = steps.slice(-1);
  const inner = last?.do === 'Together' ? inWords([last]) : [];
  const [heading, ...lines] = inner;
  const sentences = inWords(inner.length > 0 ? steps.slice(0, -1) : steps);
  return [
    `- ${[...sentences, ...(heading ? [heading] : [])].join(', then ')}`,
    ...lines.map(line => `  ${line}`),
  ];
}
