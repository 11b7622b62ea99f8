import { Random } from '../time';
import { Schedule } from './Schedule';

type Play = (random: Random, begins: number) => Omit<Schedule, 'seed'>;

const PLAIN = {
  promised: 'Required',
  minSecondsBetween: 0,
  operators: 2,
} as const;

/**
 * An operator stands still when it is about to fill a replica that lost its volume. Its successor does it, and that replica
 * is a member again, and alone has the newest commits, when the first one wakes up and goes on; then the primary dies.
 */
const lateClone: Play = (random, begins) => {
  const forMs = random.whole(17_000, 20_000);
  const diesAt = begins + forMs + random.whole(4_000, 7_500);
  return {
    ...PLAIN,
    instances: 3,
    paces: [
      { receiveMs: 1, applyMs: 1 },
      { receiveMs: 1, applyMs: 1 },
      { receiveMs: 3_000, applyMs: 0 },
    ],
    faults: [
      {
        at: begins,
        fault: {
          kind: 'ambush',
          step: 'Clone',
          afterMs: 0,
          wound: 'stall',
          forMs,
        },
      },
      { at: begins, fault: { kind: 'wipe', of: 1 } },
      {
        at: diesAt,
        fault: {
          kind: 'kill',
          of: 'primary',
          forMs: random.whole(8_000, 12_000),
        },
      },
    ],
    healAt: diesAt + random.whole(13_000, 15_000),
  };
};

/**
 * An operator stands still while it writes passwords into the Secrets. Its successor rotates them to the end, and once more,
 * before the first one's write arrives.
 */
const latePasswords: Play = (random, begins) => {
  const forMs = random.whole(30_000, 40_000);
  const again = begins + random.whole(15_000, 18_000);
  return {
    ...PLAIN,
    instances: random.pick([1, 3]),
    rotates: true,
    paces: [{ receiveMs: 1, applyMs: 1 }],
    faults: [
      {
        at: begins,
        fault: { kind: 'delayCommands', ms: 40, forMs: 8_000 },
      },
      {
        at: begins,
        fault: {
          kind: 'ambush',
          step: random.pick(['OfferPasswords', 'AdoptPasswords']),
          afterMs: random.whole(100, 150),
          wound: 'stall',
          forMs,
        },
      },
      {
        at: begins,
        fault: {
          kind: 'ask',
          type: 'RotatePasswords',
          of: 'primary',
          forMs: 0,
        },
      },
      {
        at: again,
        fault: {
          kind: 'ask',
          type: 'RotatePasswords',
          of: 'primary',
          forMs: 0,
        },
      },
    ],
    healAt: begins + forMs + random.whole(3_000, 6_000),
  };
};

const PLAYS: readonly Play[] = [lateClone, latePasswords];

/** A coincidence in which an operator goes on beside its loop with what another has done meanwhile. */
export function lateWork(
  random: Random,
  begins: number,
): Omit<Schedule, 'seed'> {
  return random.pick(PLAYS)(random, begins);
}
