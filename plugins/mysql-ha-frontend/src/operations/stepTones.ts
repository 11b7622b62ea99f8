import type { OperationView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Tone } from '../verdict';

/** How a step's state is to be taken. */
export const STEP_TONES: Readonly<
  Record<OperationView['steps'][number]['state'], Tone>
> = { Running: 'busy', Done: 'good', Failed: 'bad', Skipped: 'off' };
