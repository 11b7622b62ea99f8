import { GAP_MS, Sample } from './Sample';

/** A time in which a server could commit: it said so at both ends. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Invariant 2: at no time two instances that can commit. Measured on the servers themselves: writable, and semi-sync is
 * off or as many acknowledge as it waits for. Whether somebody acknowledges is taken from both ends: a server that was
 * frozen counts clients that have long left it, but none of them would answer.
 *
 * Only what is certain counts: a state holds between two answers that both say so, and two such times overlap.
 *
 * @param startedAt - of the round, by `performance.now()`
 * @returns each finding in a sentence
 */
export function twoCommitters(
  samples: readonly Sample[],
  startedAt: number,
): string[] {
  const byInstance = new Map<string, Sample[]>();
  for (const sample of samples) {
    const own = byInstance.get(sample.instance) ?? [];
    own.push(sample);
    byInstance.set(sample.instance, own);
  }
  const spans = [...byInstance].map(
    ([instance, own]) => [instance, spansOf(own, byInstance)] as const,
  );
  return spans.flatMap(([one, ones], i) =>
    spans.slice(i + 1).flatMap(([other, others]) => {
      const overlap = firstOverlap(ones, others);
      if (overlap === undefined) return [];
      const second = ((overlap - startedAt) / 1000).toFixed(2);
      return [
        `${one} and ${other} could both commit at ${second} s of the round`,
      ];
    }),
  );
}

/** Whether a server can commit, given how many acknowledge to it by their own word. */
function canCommit(sample: Sample, acknowledging: number): boolean {
  if (!sample.writable) return false;
  if (!sample.semiSync) return true;
  return Math.min(sample.clients, acknowledging) >= sample.waitFor;
}

function spansOf(
  own: readonly Sample[],
  byInstance: ReadonlyMap<string, readonly Sample[]>,
): Span[] {
  const could = own.map(
    sample =>
      sample.writable && canCommit(sample, acknowledgingTo(sample, byInstance)),
  );
  return own.flatMap((sample, i) => {
    const next = own[i + 1];
    return next &&
      could[i] &&
      could[i + 1] &&
      next.uuid === sample.uuid &&
      next.askedAt - sample.answeredAt <= GAP_MS
      ? [{ from: sample.answeredAt, to: next.askedAt }]
      : [];
  });
}

/** How many others say that they acknowledge to it, both before and after that moment. */
function acknowledgingTo(
  moment: Sample,
  byInstance: ReadonlyMap<string, readonly Sample[]>,
): number {
  return [...byInstance].filter(([instance, theirs]) => {
    if (instance === moment.instance) return false;
    const after = theirs.findIndex(s => s.askedAt >= moment.answeredAt);
    const before = theirs.findLastIndex(s => s.answeredAt <= moment.askedAt);
    return [theirs[before], theirs[after]].every(
      sample =>
        sample?.acknowledgesTo === moment.uuid &&
        Math.abs(sample.askedAt - moment.askedAt) <= GAP_MS,
    );
  }).length;
}

function firstOverlap(
  ones: readonly Span[],
  others: readonly Span[],
): number | undefined {
  for (const a of ones) {
    for (const b of others) {
      const from = Math.max(a.from, b.from);
      if (from < Math.min(a.to, b.to)) return from;
    }
  }
  return undefined;
}
