import { Schedule } from './Schedule';

/**
 * The smallest schedule found that still fails: fewer faults first, then one operator, simpler paces and an earlier end.
 * @param fails - whether a schedule still shows the failure
 */
export async function shrink(
  schedule: Schedule,
  fails: (candidate: Schedule) => Promise<boolean>,
): Promise<Schedule> {
  let smallest = schedule;
  for (let progress = true; progress; ) {
    progress = false;
    for (const candidate of candidates(smallest)) {
      if (await fails(candidate)) {
        smallest = candidate;
        progress = true;
        break;
      }
    }
  }
  return smallest;
}

function* candidates(schedule: Schedule): Generator<Schedule> {
  const { faults, operators, paces } = schedule;
  for (let at = 0; at < faults.length; at++) {
    yield { ...schedule, faults: faults.filter((_, index) => index !== at) };
  }
  if (schedule.follows) yield { ...schedule, follows: undefined };
  if (schedule.isHeavy) yield { ...schedule, isHeavy: undefined };
  if (schedule.schedulesEvents) {
    yield { ...schedule, schedulesEvents: undefined };
  }
  if (schedule.relays) yield { ...schedule, relays: undefined };
  if (operators > 1) yield { ...schedule, operators: 1 };
  if (paces.some(pace => pace.receiveMs > 1 || pace.applyMs > 1)) {
    yield {
      ...schedule,
      paces: paces.map(() => ({ receiveMs: 1, applyMs: 1 })),
    };
  }
  const last = faults[faults.length - 1]?.at ?? 0;
  if (schedule.healAt > last + 1_000) {
    yield { ...schedule, healAt: last + 500 };
  }
}
