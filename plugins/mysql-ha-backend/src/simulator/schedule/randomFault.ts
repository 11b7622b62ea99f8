import { Random } from '../time';
import { ambush } from './ambushes';
import { randomRelays } from './randomRelays';
import { AskedFor, Fault, Party, Target } from './Schedule';

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
  ['ambush', 0],
  ['alterEvent', 0],
];

const ASKED_FOR: readonly (readonly [AskedFor, number])[] = [
  ['Switchover', 4],
  ['Failover', 2],
  ['Rebuild', 2],
  ['Restart', 2],
  ['Fence', 1],
];

/** Any fault that may befall a cluster of so many instances. */
export function randomFault(random: Random, instances: number): Fault {
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
    case 'ambush':
      return ambush(random);
    case 'alterEvent':
      return { kind, enabled: random.chance(0.5) };
    default:
      throw new Error(`unknown fault ${String(kind satisfies never)}`);
  }
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
