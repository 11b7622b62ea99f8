import { Random } from '../time';
import { withAmbush } from './ambushes';
import { busyOperator } from './busyOperator';
import { drama } from './dramas';
import { interruptedSource } from './interruptedSource';
import { lateWork } from './lateWork';
import { withLanes } from './lanes';
import { randomFault } from './randomFault';
import { randomRelays } from './randomRelays';
import { Fault, FIRST_AT, Schedule } from './Schedule';

/** How many of all schedules are a staged coincidence. */
const DRAMA_SHARE = 0.1;

/** How many of all schedules are one about what an operator does late beside its loop. */
const LATE_DRAMA_SHARE = 0.02;

/** How many of all schedules follow a MySQL outside, and how many of those are detached. */
const FOLLOWING_SHARE = 0.04;
const DETACHED_SHARE = 0.5;

/** How many of all schedules have relays. */
const RELAYS_SHARE = 0.12;
/** And how many of those place them anew in the middle. */
const MOVED_SHARE = 0.4;

/** A schedule of the seed, the same on every machine. */
export function generateSchedule(seed: number): Schedule {
  const staged =
    lateDrama(seed) ?? interruptedSource(seed) ?? busyOperator(seed);
  if (staged) return staged;
  const schedule = generateFaults(seed);
  const random = new Random(seed ^ 0x0f75);
  return withLanes(
    withAmbush(
      random.chance(FOLLOWING_SHARE)
        ? following(random, schedule)
        : withRelays(schedule),
    ),
  );
}

/** A staged coincidence about what runs beside the loop. */
function lateDrama(seed: number): Schedule | undefined {
  const random = new Random(seed ^ 0x1a7e);
  return random.chance(LATE_DRAMA_SHARE)
    ? { ...lateWork(random, FIRST_AT), seed }
    : undefined;
}

/** Nobody writes into it by hand, as what somebody writes there can only be thrown away by a person. */
function following(random: Random, schedule: Schedule): Schedule {
  const { faults, healAt } = schedule;
  const detached = {
    at: random.whole(FIRST_AT, healAt),
    fault: { kind: 'detach' },
  } as const;
  return {
    ...schedule,
    follows: true,
    promised: 'Required',
    faults: [
      ...faults.filter(({ fault }) => fault.kind !== 'openByHand'),
      ...(random.chance(DETACHED_SHARE) ? [detached] : []),
    ].sort((a, b) => a.at - b.at),
  };
}

/** By chances of their own, so that what a seed means without them stays. */
function withRelays(schedule: Schedule): Schedule {
  const random = new Random(schedule.seed ^ 0x4e1a);
  const { instances, faults, healAt } = schedule;
  if (instances < 3 || !random.chance(RELAYS_SHARE)) return schedule;
  const relays = randomRelays(random, instances);
  if (!random.chance(MOVED_SHARE)) return { ...schedule, relays };
  const placed = random.chance(0.3) ? [] : randomRelays(random, instances);
  const moved = {
    at: random.whole(FIRST_AT, healAt),
    fault: { kind: 'placeRelays', relays: placed },
  } as const;
  return {
    ...schedule,
    relays,
    faults: [...faults, moved].sort((a, b) => a.at - b.at),
  };
}

function generateFaults(seed: number): Schedule {
  const random = new Random(seed);
  const instances = random.weighted([
    [1, 1],
    [2, 4],
    [3, 12],
    [4, 4],
    [5, 4],
  ]);
  const paces = Array.from({ length: 6 }, () => randomPace(random));
  if (random.chance(DRAMA_SHARE)) {
    const staged = drama(random, FIRST_AT + random.whole(0, 2_000));
    const last = staged.faults[staged.faults.length - 1].at;
    return {
      ...staged,
      seed,
      promised: 'Required',
      paces,
      minSecondsBetween: 0,
      healAt: last + random.whole(500, 9_000),
    };
  }
  const faults: { at: number; fault: Fault }[] = [];
  let at = FIRST_AT;
  for (let count = random.whole(1, 6); count > 0; count -= 1) {
    at += random.chance(0.4) ? random.whole(0, 60) : random.whole(60, 4_000);
    faults.push({ at, fault: randomFault(random, instances) });
  }
  return {
    seed,
    instances,
    promised: random.weighted([
      ['Required', 12],
      ['Preferred', 2],
      ['Async', 1],
    ]),
    operators: random.chance(0.4) ? 2 : 1,
    minSecondsBetween: random.chance(0.1) ? 10 : 0,
    paces,
    faults,
    healAt: at + random.whole(500, 6_000),
  };
}

/** Most are near and quick; some are far away, or slow to apply. */
function randomPace(random: Random): Schedule['paces'][number] {
  return {
    receiveMs: random.chance(0.25)
      ? random.whole(20, 1_200)
      : random.whole(0, 3),
    applyMs: random.chance(0.15) ? random.whole(50, 800) : random.whole(0, 5),
  };
}
