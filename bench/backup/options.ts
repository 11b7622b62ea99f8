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

const GB = 1e9;
const QUICK_BYTES = 60e6;

const USAGE = `Usage: npm run bench:backup [-- --quick] [-- --gigabytes N] [-- --part a,b,…] [-- --keep]
  --quick      little of everything, to see that it works; nothing is written
  --gigabytes  of the database that is saved: 1 unless given. It takes about six times as much of the disk
  --part       ${Object.keys(PARTS).join(', ')}
  --keep       leave the local cluster «bench» up afterwards`;

/** @throws Error with the usage when something is not known */
export function parseOptions(args: readonly string[]): Options {
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const [name = '', inline] = (args[i] ?? '').split('=', 2);
    if (['--quick', '--keep'].includes(name)) given.set(name, '');
    else if (['--gigabytes', '--part'].includes(name)) {
      i += inline === undefined ? 1 : 0;
      given.set(name, inline ?? args[i] ?? '');
    } else throw new Error(`${name}?\n${USAGE}`);
  }
  const quick = given.has('--quick');
  const gigabytes = Number(given.get('--gigabytes') ?? 1);
  if (!(gigabytes > 0)) throw new Error(USAGE);
  const names = given.get('--part')?.split(',') ?? Object.keys(PARTS);
  const unknown = names.filter(name => !isPart(name));
  if (unknown.length > 0) throw new Error(`${unknown.join()}?\n${USAGE}`);
  return {
    chosen: names.filter(isPart),
    bytes: quick && !given.has('--gigabytes') ? QUICK_BYTES : gigabytes * GB,
    quick,
    keep: given.has('--keep'),
  };
}

function isPart(name: string): name is keyof typeof PARTS {
  return name in PARTS;
}
