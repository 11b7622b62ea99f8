import { Network } from '../../mysql/inMemory';

/** One direction in which packets are dropped. */
export interface Cut {
  readonly from: string;
  readonly to: string;
}

/** Cuts that overlap: a direction is open again when the last fault that cut it has ended. */
export class Cuts {
  private readonly active = new Set<readonly Cut[]>();

  constructor(private readonly network: Network) {}

  /** @returns what ends it */
  add(cuts: readonly Cut[]): () => void {
    this.active.add(cuts);
    cuts.forEach(({ from, to }) => this.network.cutOneWay(from, to));
    return () => {
      this.active.delete(cuts);
      const still = [...this.active].flat();
      for (const { from, to } of cuts) {
        if (!still.some(cut => cut.from === from && cut.to === to)) {
          this.network.healOneWay(from, to);
        }
      }
    };
  }
}

/** Both directions between one and each of the others. */
export function bothWays(
  one: string,
  others: readonly string[],
): readonly Cut[] {
  return others
    .filter(other => other !== one)
    .flatMap(other => [
      { from: one, to: other },
      { from: other, to: one },
    ]);
}
