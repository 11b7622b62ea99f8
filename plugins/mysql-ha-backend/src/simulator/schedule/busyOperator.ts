import { Random } from '../time';
import { Schedule, ScheduledFault } from './Schedule';

/** How many of all schedules are about it. */
const SHARE = 0.01;

/** What the loop gets round to between two of its long turns, in milliseconds. */
const IDLE_MS = 20;

/**
 * An operator has so much to do from its beginning that each turn of its event loop takes a second: it reads all answers
 * late, and what needs many of them, like a login, takes many seconds. Nothing else happens.
 */
export function busyOperator(seed: number): Schedule | undefined {
  const random = new Random(seed ^ 0xb5f);
  if (!random.chance(SHARE)) return undefined;
  const beginsAt = random.whole(20, 1_000);
  const endsAt = beginsAt + random.whole(30_000, 90_000);
  const turns: ScheduledFault[] = [];
  for (let at = beginsAt; at < endsAt; ) {
    const forMs = random.whole(600, 1_200);
    turns.push({ at, fault: { kind: 'stallOperator', forMs } });
    at += forMs + IDLE_MS;
  }
  return {
    seed,
    instances: random.whole(2, 4),
    promised: 'Required',
    operators: 1,
    minSecondsBetween: 0,
    paces: [{ receiveMs: 1, applyMs: 1 }],
    faults: [
      {
        at: beginsAt,
        fault: {
          kind: 'delayCommands',
          ms: 6 * IDLE_MS,
          forMs: endsAt - beginsAt,
        },
      },
      ...turns,
    ],
    healAt: endsAt + 2_000,
  };
}
