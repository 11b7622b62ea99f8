/** Somebody who sleeps. */
export interface Sleeper {
  readonly at: number;
  readonly order: number;
  /** Undefined once it woke, or was given up. */
  wake?: () => void;
}

/** All who sleep, as a binary heap: the earliest on top, and of those at the same moment the first that slept. */
export class Sleepers {
  private readonly heap: Sleeper[] = [];
  private order = 0;

  add(at: number, wake: () => void): Sleeper {
    const { heap } = this;
    const sleeper: Sleeper = { at, order: this.order++, wake };
    heap.push(sleeper);
    let place = heap.length - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (isBefore(heap[parent], sleeper)) break;
      heap[place] = heap[parent];
      place = parent;
    }
    heap[place] = sleeper;
    return sleeper;
  }

  /** Takes out the earliest that still sleeps, if it is due by then. */
  next(until: number): Sleeper | undefined {
    for (;;) {
      const [top] = this.heap;
      if (!top || top.at > until) return undefined;
      const last = this.heap.pop();
      if (last && last !== top) this.sink(last);
      if (top.wake) return top;
    }
  }

  private sink(sleeper: Sleeper): void {
    const { heap } = this;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1], heap[child])) {
        child += 1;
      }
      if (isBefore(sleeper, heap[child])) break;
      heap[place] = heap[child];
      place = child;
    }
    heap[place] = sleeper;
  }
}

function isBefore(one: Sleeper, other: Sleeper): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
