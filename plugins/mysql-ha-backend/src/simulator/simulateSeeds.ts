import { Plant } from './operator';
import { generateSchedule } from './schedule';
import { simulate } from './simulate';
import { Totals } from './Totals';

/** Runs the schedules of these seeds. @param enough - ends it before all are done */
export async function simulateSeeds(
  seeds: Iterable<number>,
  plant: Plant = {},
  enough: (totals: Totals) => boolean = () => false,
): Promise<Totals> {
  const totals = new Totals();
  const before = process.cpuUsage();
  for (const seed of seeds) {
    totals.add(await simulate(generateSchedule(seed), plant));
    if (enough(totals)) break;
  }
  const { user, system } = process.cpuUsage(before);
  totals.cpuMs = (user + system) / 1_000;
  return totals;
}

/** So many seeds from this one on; every `step`-th of them. */
export function* seedsFrom(
  first: number,
  count: number,
  step = 1,
): Generator<number> {
  for (let at = 0; at < count; at += step) yield first + at;
}
