import { ActContext } from '../../act';
import { Plan, Step } from '../../plan';

/** A context that tells of each step of a plan right before it is taken: the engine asks for its authority then. */
export function tellingSteps(
  plan: Plan,
  context: ActContext,
  tell: (step: Step['do']) => void,
): ActContext {
  let at = 0;
  return {
    ...context,
    assertAuthority() {
      context.assertAuthority();
      const step = plan.steps[at];
      at += 1;
      if (step) tell(step.do);
    },
  };
}
