import { StoreChange } from './ObjectStore';

/**
 * Changes on their way to whoever watches: later than the write, never out of order.
 * They arrive before whoever awaited the write goes on, unless a test holds them back.
 */
export class WatchQueue {
  private readonly changes: StoreChange[] = [];
  private held = false;

  constructor(private readonly deliver: (change: StoreChange) => void) {}

  push(change: StoreChange): void {
    this.changes.push(change);
    void Promise.resolve().then(() => {
      if (!this.held) this.flush();
    });
  }

  /** Delivers now all that is on its way. */
  flush(): void {
    for (;;) {
      const change = this.changes.shift();
      if (!change) return;
      this.deliver(change);
    }
  }

  /** Keeps changes back until `resume`, as a slow watch does. */
  hold(): void {
    this.held = true;
  }

  resume(): void {
    this.held = false;
    this.flush();
  }
}
