import type { InstanceState } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Tone } from './tone';

const TONES: Readonly<Record<InstanceState, Tone>> = {
  Starting: 'busy',
  Cloning: 'busy',
  Healthy: 'good',
  Lagging: 'warn',
  Stopped: 'warn',
  Errant: 'bad',
  Diverged: 'bad',
  Fenced: 'warn',
  Unreachable: 'bad',
  Hung: 'bad',
};

/** How an instance's state is to be taken. */
export function instanceTone(state: InstanceState): Tone {
  return TONES[state];
}
