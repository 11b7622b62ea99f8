import { atRest } from './atRest';
import { Bench } from './Bench';
import { commits } from './commits';
import { create } from './create';
import { FAILOVER_BENCHES } from './failover/benches';
import { operatorStart } from './operatorStart';
import { operatorTakeover } from './operatorTakeover';
import { portalStart } from './portalStart';
import { chosenFrom, readArguments } from './runner';
import { scaleOut } from './scaleOut';

/** By the name after `npm run bench:`, in the order in which `bench:all` runs them; several reports where it has parts. */
const BENCHES: Readonly<
  Record<string, Bench | Readonly<Record<string, Bench>>>
> = {
  'operator-start': operatorStart,
  'operator-takeover': operatorTakeover,
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
  --rounds    of failover and operator-takeover: how many instead of its own number
  --scenario  of failover: ${Object.keys(FAILOVER_BENCHES).join(', ')}
  --keep      leave the local cluster «bench» up afterwards
KUBECONFIG chooses another Kubernetes, on which nothing else should run.`;

/** @throws Error with the usage when something is not known */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = readArguments(
    {
      args: [...args],
      allowPositionals: true,
      options: {
        quick: { type: 'boolean' },
        keep: { type: 'boolean' },
        rounds: { type: 'string' },
        scenario: { type: 'string' },
      },
    },
    USAGE,
  );
  const { quick = false, keep = false, rounds, scenario } = values;
  const names = positionals.includes('all')
    ? Object.keys(BENCHES)
    : positionals;
  const chosen = names.flatMap(name => partsOf(name, scenario));
  if (
    chosen.length === 0 ||
    (rounds !== undefined && !/^[1-9]\d*$/.test(rounds))
  ) {
    throw new Error(USAGE);
  }
  return {
    chosen,
    quick,
    keep,
    rounds: rounds === undefined ? undefined : Number(rounds),
  };
}

function partsOf(
  name: string,
  scenarios: string | undefined,
): readonly Chosen[] {
  const found = BENCHES[name];
  if (found === undefined) throw new Error(`${name}?\n${USAGE}`);
  const command = `bench:${name}`;
  if (typeof found === 'function') return [{ name, command, bench: found }];
  return chosenFrom(Object.keys(found), scenarios, USAGE).map(part => ({
    name: `${name}-${part}`,
    command: `${command} -- --scenario ${part}`,
    bench: found[part],
  }));
}
