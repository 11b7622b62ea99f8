import { Clock } from '../../clock';

/** Calls back at the earliest of the moments that it was set to. */
export class Alarm {
  private next = Infinity;

  constructor(
    private readonly clock: Clock,
    private readonly ring: () => void,
  ) {}

  /** @param at - wall clock, milliseconds; in the future */
  set(at: number): void {
    if (at >= this.next) {
      return;
    }
    this.next = at;
    void this.clock.sleep(at - this.clock.now()).then(() => {
      this.next = Infinity;
      this.ring();
    });
  }
}
