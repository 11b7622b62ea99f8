import { Random } from '../time';
import { FIRST_AT, Schedule } from './Schedule';

/** How many of all schedules are about it. */
const SHARE = 0.01;

/**
 * An old primary, which has no source any more, has a disk so slow that it takes seconds to give it one. Its operator ends
 * or stands still meanwhile, so that its successor interrupts it.
 */
export function interruptedSource(seed: number): Schedule | undefined {
  const random = new Random(seed ^ 0x1872);
  if (!random.chance(SHARE)) return undefined;
  const hurtAt = FIRST_AT + random.whole(50, 500);
  const forMs = random.whole(6_000, 12_000);
  return {
    seed,
    instances: 3,
    promised: 'Required',
    operators: 2,
    minSecondsBetween: 0,
    paces: [
      { receiveMs: 1, applyMs: random.whole(3_000, 7_000) },
      { receiveMs: 1, applyMs: 1 },
      { receiveMs: 1, applyMs: 1 },
    ],
    faults: [
      {
        at: FIRST_AT,
        fault: { kind: 'ask', type: 'Switchover', of: 1, forMs: 0 },
      },
      {
        at: hurtAt,
        fault: {
          kind: random.pick(['stallOperator', 'killOperator']),
          forMs,
        },
      },
    ],
    healAt: hurtAt + forMs + random.whole(1_000, 6_000),
  };
}
