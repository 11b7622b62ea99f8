import { Clock } from '../clock';

/** Wakes a loop: at once when something happened, else after a while. */
export class Trigger {
  private fired = false;
  private abort?: AbortController;

  constructor(private readonly clock: Clock) {}

  fire(): void {
    this.fired = true;
    this.abort?.abort();
  }

  /** Resolves when fired (also before the call) or after `ms`. */
  async wait(ms: number): Promise<void> {
    if (!this.fired && ms > 0) {
      this.abort = new AbortController();
      await this.clock.sleep(ms, this.abort.signal).catch(() => undefined);
      this.abort = undefined;
    }
    this.fired = false;
  }
}
