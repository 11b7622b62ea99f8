import { duration } from './duration';

/** A measured span: `31 ms`, `1.24 s`, `12.4 s`; from two minutes on as {@link duration} says it. */
export function milliseconds(span: number): string {
  const ms = Math.max(0, Math.round(span));
  if (ms < 1_000) return `${ms} ms`;
  if (ms >= 120_000) return duration(ms / 1_000);
  return `${(ms / 1_000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}
