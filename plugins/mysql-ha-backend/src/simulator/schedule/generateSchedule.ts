import { Random } from '../time';
import { drama } from './dramas';
import { randomRelays } from './randomRelays';
import { AskedFor, Fault, Party, Schedule, Target } from './Schedule';

/** How often each kind of fault happens, compared with the others. */
const WEIGHTS: readonly (readonly [Fault['kind'], number])[] = [
  ['kill', 14],
  ['freeze', 10],
  ['isolate', 9],
  ['cut', 14],
  ['losePower', 7],
  ['wipe', 4],
  ['fillDisk', 4],
  ['holdApplier', 5],
  ['slow', 4],
  ['deletePod', 6],
  ['scale', 8],
  ['rollOut', 4],
  ['createUser', 0],
  ['openByHand', 2],
  ['ask', 9],
  ['cordon', 3],
  ['stallOperator', 7],
  ['killOperator', 6],
  ['jumpClock', 2],
  ['delayCommands', 9],
  ['placeRelays', 0],
  ['detach', 0],
];

const ASKED_FOR: readonly (readonly [AskedFor, number])[] = [
  ['Switchover', 4],
  ['Failover', 2],
  ['Rebuild', 2],
  ['Restart', 2],
  ['Fence', 1],
];

/** How many of all schedules are a staged coincidence. */
const DRAMA_SHARE = 0.1;

/** When the first fault may happen: the cluster is watched by then. */
const FIRST_AT = 2_000;

/** How many of all schedules follow a MySQL outside, and how many of those are detached. */
const FOLLOWING_SHARE = 0.04;
const DETACHED_SHARE = 0.5;

/** How many of all schedules have relays. */
const RELAYS_SHARE = 0.12;
/** And how many of those place them anew in the middle. */
const MOVED_SHARE = 0.4;

/** A schedule of the seed, the same on every machine. */
export function generateSchedule(seed: number): Schedule {
  const schedule = generateFaults(seed);
  const random = new Random(seed ^ 0x0f75);
  return random.chance(FOLLOWING_SHARE)
    ? following(random, schedule)
    : withRelays(schedule);
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

function randomFault(random: Random, instances: number): Fault {
  const kind = random.weighted(WEIGHTS);
  const forMs = duration(random);
  const of = target(random, instances);
  switch (kind) {
    case 'kill':
      return { kind, of, forMs: random.chance(0.5) ? 900 : forMs };
    case 'freeze':
    case 'isolate':
    case 'fillDisk':
    case 'holdApplier':
      return { kind, of, forMs };
    case 'cut':
      return {
        kind,
        from: party(random, instances),
        to: party(random, instances),
        oneWay: random.chance(0.5),
        forMs,
      };
    case 'losePower':
      return { kind, of: random.chance(0.25) ? 'all' : of, forMs };
    case 'wipe':
    case 'deletePod':
      return { kind, of };
    case 'slow':
      return {
        kind,
        of,
        receiveMs: random.whole(0, 300),
        applyMs: random.whole(0, 1_500),
      };
    case 'scale':
      return { kind, to: random.whole(1, 5) };
    case 'rollOut':
    case 'createUser':
    case 'detach':
      return { kind };
    case 'openByHand':
      return { kind, of: 'replica', writes: random.chance(0.5) };
    case 'ask':
      return { kind, type: random.weighted(ASKED_FOR), of, forMs };
    case 'cordon':
      return { kind, of, forMs };
    case 'stallOperator':
    case 'killOperator':
      return { kind, forMs };
    case 'jumpClock':
      return { kind, byMs: random.whole(-3_600_000, 3_600_000) };
    case 'placeRelays':
      return { kind, relays: randomRelays(random, instances) };
    case 'delayCommands':
      return { kind, ms: random.whole(20, 1_500), forMs };
    default:
      throw new Error(`unknown fault ${String(kind satisfies never)}`);
  }
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

/** Short, long, or about as long as it takes to notice: then it ends in the middle of what is done about it. */
function duration(random: Random): number {
  switch (
    random.weighted([
      ['short', 3],
      ['noticed', 4],
      ['long', 5],
    ])
  ) {
    case 'short':
      return random.whole(50, 1_000);
    case 'noticed':
      return random.whole(1_900, 4_500);
    default:
      return random.whole(1_000, 12_000);
  }
}

function target(random: Random, instances: number): Target {
  if (random.chance(0.45)) return 'primary';
  return random.chance(0.5) ? 'replica' : random.whole(0, instances - 1);
}

function party(random: Random, instances: number): Party {
  if (random.chance(0.65)) return target(random, instances);
  return random.pick(['operator', 'operator', 'kubernetes', 'clients']);
}
