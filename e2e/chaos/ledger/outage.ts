/**
 * The longest time without an acknowledged commit from a moment on.
 *
 * @param acknowledged - when commits were acknowledged after the moment, in order
 * @param since - the moment
 * @param until - how far was watched
 */
export function longestOutage(
  acknowledged: readonly number[],
  since: number,
  until: number,
): number {
  const marks = [since, ...acknowledged.filter(at => at < until), until];
  return marks
    .slice(1)
    .reduce((longest, at, i) => Math.max(longest, at - marks[i]), 0);
}
