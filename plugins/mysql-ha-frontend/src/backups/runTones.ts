import type { RunPhase } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Tone } from '../verdict';

/** How the phase of a restore is to be taken. */
export const RUN_TONES: Readonly<Record<RunPhase, Tone>> = {
  Pending: 'unknown',
  Running: 'busy',
  Succeeded: 'good',
  Failed: 'bad',
};
