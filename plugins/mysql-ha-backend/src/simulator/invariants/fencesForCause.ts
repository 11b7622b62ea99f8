import { Fault, Schedule } from '../schedule';
import { Invariant } from './Invariant';

/** What befalls operators and no server. */
const OF_OPERATORS: ReadonlySet<Fault['kind']> = new Set([
  'stallOperator',
  'killOperator',
  'jumpClock',
  'delayCommands',
]);

/** An operator that is slow, late or new takes no primary for dead or hung to which nothing happened. */
export function fencesForCause({ faults, isHeavy }: Schedule): Invariant {
  const hasCause =
    isHeavy || faults.some(({ fault }) => !OF_OPERATORS.has(fault.kind));
  return {
    name: 'nobody is fenced for what befell an operator',
    look({ cluster }) {
      const { fence } = cluster.status;
      return fence && !hasCause
        ? `${fence.from ?? 'nobody'} is fenced: ${fence.reason}`
        : undefined;
    },
  };
}
