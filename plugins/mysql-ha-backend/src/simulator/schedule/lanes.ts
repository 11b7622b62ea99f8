import { Random } from '../time';
import { ambush, joined } from './ambushes';
import { FIRST_AT, Schedule, ScheduledFault } from './Schedule';

/** How many of all schedules are about passwords, and how many of those hurt an operator while they rotate. */
const PASSWORDS_SHARE = 0.03;
const AMBUSHED_ROTATIONS_SHARE = 0.7;
/** How many are about binary logs that fill a volume, and about scheduled events. */
const HEAVY_SHARE = 0.01;
const EVENTS_SHARE = 0.01;

/** With work for the lanes beside the loop, by chances of their own, so that what a seed means without them stays. */
export function withLanes(schedule: Schedule): Schedule {
  return withEvents(withLargeTransactions(withPasswords(schedule)));
}

/** With passwords that rotate, once or twice. A cluster that follows has none of its own. */
function withPasswords(schedule: Schedule): Schedule {
  const random = new Random(schedule.seed ^ 0x9a55);
  if (!random.chance(PASSWORDS_SHARE) || schedule.follows) return schedule;
  const at = random.whole(FIRST_AT, schedule.healAt);
  const ask = (when: number): ScheduledFault => ({
    at: when,
    fault: { kind: 'ask', type: 'RotatePasswords', of: 'primary', forMs: 0 },
  });
  return {
    ...joined(random, schedule, [
      ask(at),
      ...(random.chance(0.3) ? [ask(at + random.whole(1_000, 15_000))] : []),
      ...(random.chance(AMBUSHED_ROTATIONS_SHARE)
        ? [{ at, fault: ambush(random) }]
        : []),
    ]),
    rotates: true,
  };
}

function withLargeTransactions(schedule: Schedule): Schedule {
  const random = new Random(schedule.seed ^ 0xb16);
  return random.chance(HEAVY_SHARE) ? { ...schedule, isHeavy: true } : schedule;
}

/** A follower's events are its source's. */
function withEvents(schedule: Schedule): Schedule {
  const random = new Random(schedule.seed ^ 0xe7e7);
  if (!random.chance(EVENTS_SHARE) || schedule.follows) return schedule;
  const altered = Array.from(
    { length: random.whole(1, 4) },
    (): ScheduledFault => ({
      at: random.whole(FIRST_AT, schedule.healAt),
      fault: { kind: 'alterEvent', enabled: random.chance(0.5) },
    }),
  );
  return {
    ...schedule,
    schedulesEvents: true,
    faults: [...schedule.faults, ...altered].sort((a, b) => a.at - b.at),
  };
}
