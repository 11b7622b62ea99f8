import type { OperationView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Tone } from '../verdict';

/** How a step's state is to be taken. */
export const STEP_TONES: Readonly<
  Record<OperationView['steps'][number]['state'], Tone>
> = { Running: 'busy', Done: 'good', Failed: 'bad', Skipped: 'off' };

/** How an operation's phase is to be taken. */
export const PHASE_TONES: Readonly<Record<OperationView['phase'], Tone>> = {
  Pending: 'unknown',
  Running: 'busy',
  Succeeded: 'good',
  Failed: 'bad',
};
