import { atRest } from './atRest';
import { Bench } from './Bench';
import { commits } from './commits';
import { create } from './create';
import { FAILOVER_BENCHES } from './failover/benches';
import { operatorStart } from './operatorStart';
import { portalStart } from './portalStart';
import { scaleOut } from './scaleOut';

/** By the name after `npm run bench:`, in the order in which `bench:all` runs them; several reports where it has parts. */
const BENCHES: Readonly<
  Record<string, Bench | Readonly<Record<string, Bench>>>
> = {
  'operator-start': operatorStart,
  'portal-start': portalStart,
  create,
  'scale-out': scaleOut,
  commits,
  failover: FAILOVER_BENCHES,
  'at-rest': atRest,
};

/** One report to write. */
export interface Chosen {
  /** Of the files in `results/`. */
  readonly name: string;
  readonly command: string;
  readonly bench: Bench;
}

/** What a run is told. */
export interface Options {
  readonly chosen: readonly Chosen[];
  readonly quick: boolean;
  readonly keep: boolean;
  readonly rounds?: number;
}

const USAGE = `Usage: npm run bench:NAME [-- --quick] [-- --rounds N] [-- --scenario a,b,…] [-- --keep]
  NAME        ${Object.keys(BENCHES).join(', ')}, or all
  --quick     one or two rounds, to see that it works; nothing is written
  --rounds    of failover: how many instead of its own number
  --scenario  of failover: ${Object.keys(FAILOVER_BENCHES).join(', ')}
  --keep      leave the local cluster «bench» up afterwards
KUBECONFIG chooses another Kubernetes, on which nothing else should run.`;

/** @throws Error with the usage when something is not known */
export function parseOptions(args: readonly string[]): Options {
  const names: string[] = [];
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const [name, inline] = args[i].split('=', 2);
    if (!name.startsWith('--')) names.push(name);
    else if (['--quick', '--keep'].includes(name)) given.set(name, '');
    else if (['--rounds', '--scenario'].includes(name)) {
      given.set(name, inline ?? args[++i] ?? '');
    } else throw new Error(`${name}?\n${USAGE}`);
  }
  const scenarios = given.get('--scenario')?.split(',');
  const all = names.includes('all') ? Object.keys(BENCHES) : names;
  const chosen = all.flatMap(name => partsOf(name, scenarios));
  const rounds = given.get('--rounds');
  if (
    chosen.length === 0 ||
    (rounds !== undefined && !/^[1-9]\d*$/.test(rounds))
  ) {
    throw new Error(USAGE);
  }
  return {
    chosen,
    quick: given.has('--quick'),
    keep: given.has('--keep'),
    rounds: rounds === undefined ? undefined : Number(rounds),
  };
}

function partsOf(
  name: string,
  scenarios: readonly string[] | undefined,
): readonly Chosen[] {
  const found = BENCHES[name];
  if (found === undefined) throw new Error(`${name}?\n${USAGE}`);
  const command = `bench:${name}`;
  if (typeof found === 'function') return [{ name, command, bench: found }];
  const unknown = scenarios?.filter(one => !(one in found)) ?? [];
  if (unknown.length > 0) throw new Error(`${unknown.join()}?\n${USAGE}`);
  return (scenarios ?? Object.keys(found)).map(part => ({
    name: `${name}-${part}`,
    command: `${command} -- --scenario ${part}`,
    bench: found[part],
  }));
}
