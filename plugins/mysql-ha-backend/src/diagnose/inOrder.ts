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
    const waiting = left;
    const next = waiting.find(
      ({ after = [] }) => !waiting.some(({ code }) => after.includes(code)),
    );
    if (!next) {
      throw new Error(
        `These problems come after each other: ${waiting
          .map(({ code }) => code)
          .join(', ')}. Remove one of their “after”.`,
      );
    }
    ordered.push(next);
    left = waiting.filter(problem => problem !== next);
  }
  return ordered;
}
