import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs, promisify } from 'node:util';
import {
  describeSchedule,
  generateSchedule,
  PLANTS,
  Schedule,
  seedsFrom,
  shrink,
  simulate,
  simulateSeeds,
  Totals,
} from '../src/simulator';

const print = (line: string) => process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    schedules: { type: 'string' },
    trace: { type: 'boolean', default: false },
    processes: { type: 'string' },
    /** Tells after how many schedules each planted bug is found whose name has this in it. */
    plants: { type: 'string' },
    /** A file for the result, as `npm test` reads it. */
    report: { type: 'string' },
    /** Internal: which part of the seeds this process takes. */
    part: { type: 'string' },
  },
});

const seed = Number(values.seed ?? 1);
const schedules = Number(values.schedules ?? (values.seed ? 1 : 20_000));
const processes = Number(values.processes ?? availableParallelism());

/** `npm run simulate`: random fault schedules against the engine; what fails is shrunk and told. */
async function main(): Promise<number> {
  if (values.part !== undefined) {
    // Thousands of timeouts are thrown in a run, and nobody reads where.
    Error.stackTraceLimit = 0;
    const part = Number(values.part);
    const seeds = seedsFrom(seed + part, schedules - part, processes);
    const totals = await simulateSeeds(seeds);
    print(JSON.stringify(totals));
    return 0;
  }
  if (values.plants !== undefined) {
    await tryPlants(values.plants);
    return 0;
  }
  const begun = performance.now();
  const totals =
    schedules < 50
      ? await simulateSeeds(seedsFrom(seed, schedules))
      : await inProcesses();
  totals.describe().forEach(print);
  print(
    `${((performance.now() - begun) / 1000).toFixed(1)} s, ${(
      totals.cpuMs / totals.schedules
    ).toFixed(1)} ms of processor time a schedule`,
  );
  if (schedules === 1 && values.trace) {
    await simulate(generateSchedule(seed), {}, print);
  }
  const failures = [...totals.failures].sort(
    (a, b) => a.schedule.seed - b.schedule.seed,
  );
  for (const { schedule, violation } of failures) {
    print(
      `✗ seed ${schedule.seed}: ${violation?.invariant}: ${violation?.what}`,
    );
  }
  const [first] = failures;
  const shrunk =
    first && (await explain(first.schedule, first.violation?.invariant ?? ''));
  if (values.report) {
    const told = failures.map(({ schedule, violation }, index) => ({
      seed: schedule.seed,
      what: `${violation?.invariant}: ${violation?.what}`,
      ...(index === 0 ? { shrunk } : {}),
    }));
    const passed = totals.schedules - failures.length;
    writeFileSync(values.report, JSON.stringify({ passed, failures: told }));
  }
  return failures.length > 0 ? 1 : 0;
}

async function tryPlants(part: string): Promise<void> {
  for (const [name, plant] of Object.entries(PLANTS)) {
    if (!name.includes(part)) continue;
    const { schedules: tried, failures } = await simulateSeeds(
      seedsFrom(seed, schedules),
      plant,
      totals => totals.failures.length > 0,
    );
    const [found] = failures;
    print(
      found
        ? `${name}: seed ${found.schedule.seed}, the ${tried}. schedule: ${found.violation?.invariant}`
        : `${name}: not found in ${tried} schedules`,
    );
  }
}

async function inProcesses(): Promise<Totals> {
  const totals = new Totals();
  await Promise.all(
    Array.from({ length: processes }, async (_, part) => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [
          ...process.execArgv,
          __filename,
          ...['--seed', String(seed), '--schedules', String(schedules)],
          ...['--part', String(part), '--processes', String(processes)],
        ],
        { maxBuffer: 2 ** 28 },
      );
      totals.merge(JSON.parse(stdout));
    }),
  );
  return totals;
}

/** @returns the smallest schedule that still breaks it, in lines */
async function explain(
  schedule: Schedule,
  invariant: string,
): Promise<readonly string[]> {
  const smallest = await shrink(
    schedule,
    async candidate =>
      (await simulate(candidate)).violation?.invariant === invariant,
  );
  print(`\nSeed ${schedule.seed}, shrunk:`);
  const lines = describeSchedule(smallest);
  lines.forEach(print);
  if (values.trace) await simulate(smallest, {}, print);
  else print('With --trace it is replayed line by line.');
  return lines;
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`${error}\n`);
    process.exitCode = 1;
  },
);
