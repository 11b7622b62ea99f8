import { inWords } from './inWords';

/** A transaction that is there, and what its client knows of the moment. */
export interface Committed {
  /** Its writer and number. */
  readonly key: string;
  /** The instance whose server executed it. */
  readonly on: string;
  /** No earlier than that, by `performance.now()`. */
  readonly sentAt: number;
  /** No later than that; infinite when the client was never told. */
  readonly answeredAt: number;
}

/**
 * Invariant 2 by what clients were told: whoever leads gives way for good before the next one commits. So all
 * transactions, each at some moment between question and answer, must fit into the time of one leader after the other.
 * No moment is missed by it, as one between two looks at the servers would be.
 *
 * @param leaders - who led, in the order of the terms
 */
export function verifyOrder(
  committed: readonly Committed[],
  leaders: readonly string[],
): string[] {
  const answered = [...committed].sort((a, b) => a.answeredAt - b.answeredAt);
  const reigns = new Map<Committed, number>();
  const misplaced = new Map<string, string[]>();
  /** The latest reign of which an answer had come. */
  let reign = 0;
  let next = 0;
  for (const one of [...committed].sort((a, b) => a.sentAt - b.sentAt)) {
    for (; answered[next].answeredAt < one.sentAt; next++) {
      reign = Math.max(reign, reigns.get(answered[next]) ?? 0);
    }
    // As early as it can have been, so that it says the least of the others.
    const own = leaders.indexOf(one.on, reign);
    if (own < 0) {
      const what = leaders.includes(one.on)
        ? `committed on ${one.on} after ${leaders[reign]} had led in its place`
        : `committed on ${one.on}, which never led`;
      misplaced.set(what, [...(misplaced.get(what) ?? []), one.key]);
    }
    reigns.set(one, own < 0 ? reign : own);
  }
  return [...misplaced].flatMap(([what, keys]) => inWords(keys, what));
}
