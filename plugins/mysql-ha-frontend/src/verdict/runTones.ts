import type { RunPhase } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Tone } from './tone';

/** How the phase of what runs once is to be taken, an operation’s or a restore’s. */
export const RUN_TONES: Readonly<Record<RunPhase, Tone>> = {
  Pending: 'unknown',
  Running: 'busy',
  Succeeded: 'good',
  Failed: 'bad',
};
