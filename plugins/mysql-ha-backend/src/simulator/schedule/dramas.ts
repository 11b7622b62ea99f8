import { Random } from '../time';
import { Schedule, ScheduledFault } from './Schedule';

/** A coincidence that hardly ever comes about by chance alone: each is one in which a single rule is all that helps. */
export type Drama = Pick<Schedule, 'instances' | 'operators' | 'faults'>;

type Play = (random: Random, begins: number) => Drama;

/**
 * A replica loses its volume that alone has acknowledged the newest commits, and the primary dies before they are
 * elsewhere. Nothing is lost while nobody counts the empty one.
 */
const forgottenAcknowledgement: Play = (random, begins) => {
  const wipedAt = begins + random.whole(200, 900);
  return {
    instances: 3,
    operators: 1,
    faults: [
      {
        at: begins,
        fault: { kind: 'slow', of: 2, receiveMs: 1_200, applyMs: 0 },
      },
      { at: wipedAt, fault: { kind: 'wipe', of: 1 } },
      {
        at: wipedAt + random.whole(0, 1_200),
        fault: { kind: 'kill', of: 0, forMs: random.whole(4_000, 9_000) },
      },
    ],
  };
};

/**
 * An operator stands still in the middle of a promotion; its successor ends that, and replaces the winner too. Then the
 * first one wakes up and goes on with what it was about to do.
 */
const lateCommand: Play = (random, begins) => {
  const stalledAt = begins + random.whole(1_500, 5_000);
  const nextDiesAt = stalledAt + random.whole(8_000, 14_000);
  return {
    instances: random.pick([3, 5]),
    operators: 2,
    faults: [
      {
        at: begins,
        fault: { kind: 'delayCommands', ms: 800, forMs: 7_000 },
      },
      { at: begins, fault: { kind: 'kill', of: 'primary', forMs: 900 } },
      {
        at: stalledAt,
        fault: {
          kind: 'stallOperator',
          forMs: nextDiesAt - stalledAt + random.whole(500, 4_000),
        },
      },
      { at: nextDiesAt, fault: { kind: 'kill', of: 'primary', forMs: 900 } },
    ] satisfies readonly ScheduledFault[],
  };
};

const DRAMAS: readonly Play[] = [forgottenAcknowledgement, lateCommand];

/** One of them, from this moment on. */
export function drama(random: Random, begins: number): Drama {
  return random.pick(DRAMAS)(random, begins);
}
