import { SCENARIOS } from './faults';
import { Scenario } from './Scenario';

/** What a run is told. */
export interface Options {
  /** In all; scenarios are played in turn. */
  readonly rounds: number;
  /** After so many minutes no further round begins. */
  readonly minutes: number;
  readonly scenarios: readonly Scenario[];
  readonly seed: number;
  readonly keep: boolean;
  /** A client in Go beside the others. */
  readonly go: boolean;
  /** Where the results go as JSON, for `npm test`. */
  readonly json?: string;
  /** Add the rounds to bench/results/chaos.md. */
  readonly report: boolean;
}

const USAGE = `Usage: npm run chaos -- [--rounds N] [--minutes M] [--scenario a,b,…] [--seed S] [--go] [--short] [--report] [--keep]
  --rounds N    rounds in all, scenarios in turn; without it each scenario once
  --minutes M   begins no further round after so many minutes
  --scenario    ${SCENARIOS.map(({ name }) => name).join(', ')}
  --seed S      repeats the order and the moments of another run
  --go          with a client in Go, by its own driver, beside the others
  --short       the few that npm test plays
  --report      add the rounds to bench/results/chaos.md and .json
  --keep        leave the local cluster «chaos» up afterwards
KUBECONFIG and LOCAL_CLUSTER choose another embedded cluster, on which no other operator may act.`;

/** @throws Error with the usage when an option is not known */
export function parseOptions(args: readonly string[]): Options {
  const given = new Map<string, string>();
  const flags = ['--short', '--keep', '--report', '--go'];
  const valued = ['--rounds', '--minutes', '--scenario', '--seed', '--json'];
  for (let i = 0; i < args.length; i++) {
    const [name, inline] = args[i].split('=', 2);
    if (flags.includes(name)) given.set(name, '');
    else if (valued.includes(name)) given.set(name, inline ?? args[++i] ?? '');
    else throw new Error(`${args[i]}?\n${USAGE}`);
  }
  const names = given.get('--scenario')?.split(',');
  const scenarios = SCENARIOS.filter(
    ({ name, short }) =>
      (names?.includes(name) ?? true) && (!given.has('--short') || short),
  );
  const unknown = names?.filter(
    name => !SCENARIOS.some(scenario => scenario.name === name),
  );
  if (unknown?.length || scenarios.length === 0) {
    throw new Error(`no such scenario: ${unknown?.join(', ')}\n${USAGE}`);
  }
  return {
    rounds: wholeNumber(given.get('--rounds'), scenarios.length),
    minutes: wholeNumber(given.get('--minutes'), Infinity),
    scenarios,
    seed: wholeNumber(given.get('--seed'), Date.now() % 1_000_000),
    keep: given.has('--keep'),
    go: given.has('--go'),
    json: given.get('--json'),
    report: given.has('--report'),
  };
}

function wholeNumber(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`${text} is no whole number\n${USAGE}`);
}
