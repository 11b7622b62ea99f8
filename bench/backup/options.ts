import { chosenFrom, readArguments } from '../runner';
import type { Part } from './Part';
import { archiveDelay } from './archiveDelay';
import { healthy } from './healthy';
import { replaySpeed } from './replaySpeed';
import { throughput } from './throughput';
import { writers } from './writers';

/** In the order in which they run; only the last one needs a Kubernetes. */
export const PARTS = {
  throughput,
  writers,
  'archive-delay': archiveDelay,
  replay: replaySpeed,
  healthy,
} satisfies Record<string, Part>;

/** What a run is told. */
export interface Options {
  readonly chosen: readonly (keyof typeof PARTS)[];
  readonly bytes: number;
  readonly quick: boolean;
  readonly keep: boolean;
}

/** Bytes of what is meant by a gigabyte. */
export const GB = 1e9;
const QUICK_BYTES = 60e6;

const USAGE = `Usage: npm run bench:backup [-- --quick] [-- --gigabytes N] [-- --part a,b,…] [-- --keep]
  --quick      little of everything, to see that it works; nothing is written
  --gigabytes  of the database that is saved: 1 unless given. It takes about six times as much of the disk
  --part       ${Object.keys(PARTS).join(', ')}
  --keep       leave the local cluster «bench» up afterwards`;

/** @throws Error with the usage when something is not known */
export function parseOptions(args: readonly string[]): Options {
  const { values } = readArguments(
    {
      args: [...args],
      options: {
        quick: { type: 'boolean' },
        keep: { type: 'boolean' },
        gigabytes: { type: 'string' },
        part: { type: 'string' },
      },
    },
    USAGE,
  );
  const { quick = false, keep = false, part } = values;
  const gigabytes = Number(values.gigabytes ?? 1);
  if (!(gigabytes > 0)) throw new Error(USAGE);
  return {
    chosen: chosenFrom(Object.keys(PARTS), part, USAGE).filter(isPart),
    bytes:
      quick && values.gigabytes === undefined ? QUICK_BYTES : gigabytes * GB,
    quick,
    keep,
  };
}

function isPart(name: string): name is keyof typeof PARTS {
  return name in PARTS;
}
