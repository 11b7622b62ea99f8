import { Recovery } from '../diagnose';
import { Plan } from './Plan';

/**
 * The record is brought to what MySQL says, in a term above all that MySQL remembers, so that whoever holds the older
 * record finds that somebody else acted. A fence on it is as old as the rest.
 */
export function correctRecord({
  primary,
  members,
  waitFor,
  lowestWaitFor,
  aboveTerm,
}: Extract<Recovery, { kind: 'CorrectRecord' }>): Plan {
  return {
    name: `Correct the record: ${primary} leads`,
    steps: [
      {
        do: 'Record',
        primary,
        raiseTerm: true,
        aboveTerm,
        members,
        waitFor,
        ...(lowestWaitFor === undefined ? {} : { lowestWaitFor }),
      },
      { do: 'ClearFence' },
      { do: 'Route' },
    ],
  };
}
