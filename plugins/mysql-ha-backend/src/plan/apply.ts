import { GtidSet } from '../mysql';
import { Step } from './Plan';

/** How long an instance may take to apply what it received, in seconds, before the plan is tried again. */
const APPLY_SECONDS = 30;

/** Step 4: what an instance received and has not applied would be lost with its relay log when it leads. */
export function apply(instance: string, set: GtidSet): Step {
  return { do: 'Apply', instance, set, seconds: APPLY_SECONDS };
}
