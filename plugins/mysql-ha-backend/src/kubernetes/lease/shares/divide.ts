import { SHARES } from './shareOf';

/** Which shares each operator holds, by the operator's name. */
export type Division = ReadonlyMap<string, readonly number[]>;

/**
 * The shares that one operator should hold next: what it holds already up to its fair part, and of those that nobody
 * alive holds as many as it lacks. It takes none away from an operator that lives; that one gives up what is beyond
 * its own part by the same rule. So few clusters move, and all operators come to the same division without a leader.
 *
 * @param live - the operators that live, this one among them
 */
export function divide(
  held: Division,
  live: readonly string[],
  operator: string,
): readonly number[] {
  const own = held.get(operator) ?? [];
  const quota = quotaOf(held, live, operator);
  if (own.length >= quota) return own.slice(0, quota);
  const taken = new Set(live.flatMap(name => held.get(name) ?? []));
  const free = Array.from({ length: SHARES }, (_, share) => share).filter(
    share => !taken.has(share),
  );
  return [...own, ...free.slice(0, quota - own.length)].sort((a, b) => a - b);
}

/** What doesn't divide evenly goes to those that hold most already. */
function quotaOf(
  held: Division,
  live: readonly string[],
  operator: string,
): number {
  const count = (name: string) => held.get(name)?.length ?? 0;
  const ranked = [...live].sort(
    (a, b) => count(b) - count(a) || (a < b ? -1 : 1),
  );
  const even = Math.floor(SHARES / live.length);
  const rest = SHARES % live.length;
  return even + (ranked.indexOf(operator) < rest ? 1 : 0);
}
