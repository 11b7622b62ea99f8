import { GAP_MS, Sample } from './Sample';

/**
 * A server that takes writes must wait for somebody's acknowledgement, or its next commit is on one disk alone. Only
 * what is certain counts: two answers in a row that both say so.
 *
 * @param startedAt - of the round, by `performance.now()`
 * @returns each finding in a sentence
 */
export function unpromised(
  samples: readonly Sample[],
  startedAt: number,
): string[] {
  const before = new Map<string, Sample>();
  const found = new Map<string, string>();
  for (const sample of samples) {
    const { instance, askedAt } = sample;
    const last = before.get(instance);
    before.set(instance, sample);
    if (
      last?.uuid === sample.uuid &&
      askedAt - last.answeredAt <= GAP_MS &&
      !found.has(instance) &&
      [last, sample].every(isAlone)
    ) {
      const second = ((askedAt - startedAt) / 1000).toFixed(2);
      found.set(
        instance,
        `${instance} took writes without waiting for anybody at ${second} s of the round`,
      );
    }
  }
  return [...found.values()];
}

function isAlone({ writable, semiSync, waitFor }: Sample): boolean {
  return writable && (!semiSync || waitFor < 1);
}
