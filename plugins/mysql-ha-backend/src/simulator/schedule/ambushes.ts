import { Random } from '../time';
import { FaultOf, FIRST_AT, Schedule, ScheduledFault } from './Schedule';

/** How many of all schedules hurt an operator at a step that it takes beside its loop. */
const AMBUSHED_SHARE = 0.03;
/** What an ambush is given to come about, in milliseconds. */
const PATIENCE_MS = 4_000;

/**
 * With something to do that takes long, and an operator that is hurt at one of its steps. By chances of their own, so that
 * what a seed means without them stays.
 */
export function withAmbush(schedule: Schedule): Schedule {
  const random = new Random(schedule.seed ^ 0xbe51de);
  if (!random.chance(AMBUSHED_SHARE)) return schedule;
  const at = random.whole(FIRST_AT, schedule.healAt);
  const long: ScheduledFault = {
    at,
    fault: random.chance(0.5)
      ? { kind: 'wipe', of: 'replica' }
      : { kind: 'ask', type: 'Rebuild', of: 'replica', forMs: 0 },
  };
  return joined(random, schedule, [
    { at, fault: ambush(random) },
    ...(random.chance(0.7) ? [long] : []),
  ]);
}

/** At any step of any plan that runs beside a loop. */
export function ambush(random: Random): FaultOf<'ambush'> {
  return {
    kind: 'ambush',
    step: 'any',
    afterMs: random.chance(0.5) ? 0 : random.whole(1, 3_500),
    wound: random.pick(['stall', 'kill', 'cutOff']),
    forMs: random.whole(500, 15_000),
  };
}

/** With these faults as well, and time for what they bring about. */
export function joined(
  random: Random,
  schedule: Schedule,
  more: readonly ScheduledFault[],
): Schedule {
  const last = Math.max(...more.map(({ at }) => at));
  return {
    ...schedule,
    // Somebody else has to be there to take over.
    operators: random.chance(0.6) ? 2 : schedule.operators,
    faults: [...schedule.faults, ...more].sort((a, b) => a.at - b.at),
    healAt: Math.max(schedule.healAt, last + PATIENCE_MS),
  };
}
