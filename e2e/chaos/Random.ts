/** Numbers that follow from a seed, so that a run can be repeated (mulberry32). */
export class Random {
  private state: number;

  constructor(readonly seed: number) {
    this.state = seed;
  }

  /** From 0 to less than 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) % 2 ** 32;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** From 0 to less than `limit`. */
  below(limit: number): number {
    return this.next() * limit;
  }

  /** @throws Error when there is nothing to choose from */
  oneOf<T>(choices: readonly T[]): T {
    const chosen = choices[Math.floor(this.below(choices.length))];
    if (chosen === undefined)
      throw new Error('there is nothing to choose from');
    return chosen;
  }

  /** The same in another order. */
  shuffled<T>(choices: readonly T[]): T[] {
    return choices
      .map(choice => ({ choice, at: this.next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ choice }) => choice);
  }
}
