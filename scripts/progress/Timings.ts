import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { localDirectory } from '../../local-cluster/instance.ts';

/** The parts of a start that take long enough to be foretold. */
export const PARTS = [
  'dependencies',
  'user interface',
  'cluster from nothing',
  'cluster start',
  'portal',
  'sample cluster',
] as const;

/** One of {@link PARTS}. */
export type Part = (typeof PARTS)[number];

/** Seconds on two cores with the other parts beside it, until this machine's own figures are known. */
const firstGuess: Readonly<Record<Part, number>> = {
  dependencies: 120,
  'user interface': 45,
  'cluster from nothing': 330,
  'cluster start': 30,
  portal: 15,
  'sample cluster': 60,
};

const defaultPath = join(localDirectory, 'timings.json');

/** How long each part took the last time on this machine. */
export class Timings {
  static load(path = defaultPath): Timings {
    return new Timings(path, parse(readOrNothing(path)));
  }

  private readonly path: string;
  private readonly measured: Partial<Record<Part, number>>;

  private constructor(path: string, measured: Partial<Record<Part, number>>) {
    this.path = path;
    this.measured = measured;
  }

  /** Seconds that the part will take. */
  expect(part: Part): number {
    return this.measured[part] ?? firstGuess[part];
  }

  /** Does the work and remembers how long it took, if it succeeded. */
  async measure<T>(part: Part, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await work();
    this.remember(part, (performance.now() - start) / 1000);
    return result;
  }

  /** Keeps what the part took for the next forecast. */
  remember(part: Part, seconds: number): void {
    this.measured[part] = Math.round(seconds * 10) / 10;
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(this.path, `${JSON.stringify(this.measured, null, 2)}\n`);
  }
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '{}';
  }
}

function parse(text: string): Partial<Record<Part, number>> {
  const measured: Partial<Record<Part, number>> = {};
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch {
    // A damaged record of durations is worth no error: it is written anew.
    return measured;
  }
  if (typeof values !== 'object' || values === null) return measured;
  const known = new Map<string, unknown>(Object.entries(values));
  for (const part of PARTS) {
    const seconds = known.get(part);
    if (typeof seconds === 'number') measured[part] = seconds;
  }
  return measured;
}
