import { ProblemKind } from './ProblemKind';

/**
 * Problems of one group in the order in which they are looked for: each after those that it names, else as given.
 * @throws Error when they wait for each other
 */
export function inOrder(
  problems: readonly ProblemKind[],
): readonly ProblemKind[] {
  const ordered: ProblemKind[] = [];
  let left = problems;
  while (left.length > 0) {
    const next = left.find(
      ({ after = [] }) => !left.some(({ code }) => after.includes(code)),
    );
    if (!next) {
      throw new Error(
        `These problems come after each other: ${left
          .map(({ code }) => code)
          .join(', ')}. Remove one of their “after”.`,
      );
    }
    ordered.push(next);
    left = left.filter(problem => problem !== next);
  }
  return ordered;
}
