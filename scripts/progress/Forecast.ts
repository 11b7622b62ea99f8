import type { Part, Timings } from './Timings.ts';

/** What a start has to do, in the order in which it has to be done. */
export interface Work {
  /** These chains run side by side. */
  readonly sideBySide: readonly (readonly Part[])[];
  /** This begins when all of them are through. */
  readonly afterwards: readonly Part[];
}

/** Seconds until everything is up. */
export function forecast(work: Work, timings: Timings): number {
  const chain = (parts: readonly Part[]) =>
    parts.reduce((sum, part) => sum + timings.expect(part), 0);
  return Math.max(0, ...work.sideBySide.map(chain)) + chain(work.afterwards);
}
