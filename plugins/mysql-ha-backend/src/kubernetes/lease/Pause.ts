import { Clock } from '../../clock';

/** A wait that something may end early, also when it happened just before. */
export class Pause {
  private woken = false;
  private wakeUp = () => {};

  constructor(private readonly clock: Clock) {}

  /** Ends the wait, or the next one if nobody waits. */
  wake(): void {
    this.woken = true;
    this.wakeUp();
  }

  /** @throws the signal's reason when it aborts */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const woken = new AbortController();
    this.wakeUp = () => woken.abort();
    try {
      if (!this.woken) {
        await this.clock.sleep(ms, AbortSignal.any([signal, woken.signal]));
      }
    } catch (error) {
      if (!this.woken || signal.aborted) throw error;
    } finally {
      this.wakeUp = () => {};
      this.woken = false;
    }
  }
}
