import { Clock } from '../../clock';
import { VirtualClock } from '../../mysql/inMemory';

/**
 * The process that an operator runs in: it can stand still (SIGSTOP, a stalled machine) and go on later, or end.
 * What it would have done meanwhile it does late; what it had sent already happens.
 */
export class OperatorProcess implements Clock {
  private stoppedSince?: number;
  private stall?: { readonly ms: number; readonly endedAt: number };
  private late = 0;
  private waiting: (() => void)[] = [];
  private dead = false;
  /** How far its wall clock is off, in milliseconds. */
  wallClockOffset = 0;

  constructor(readonly name: string, private readonly clock: VirtualClock) {}

  now(): number {
    return this.clock.now() + this.wallClockOffset;
  }

  monotonic(): number {
    return this.clock.monotonic();
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    await this.clock.sleep(ms, signal);
    await this.running();
  }

  get isRunning(): boolean {
    return !this.dead && this.stoppedSince === undefined;
  }

  /** Resolves when this process runs: at once, when it goes on, or never. */
  running(): Promise<void> | undefined {
    if (this.isRunning) return undefined;
    return new Promise(resolve => this.waiting.push(resolve));
  }

  /** How long it stood still lately, as its own detector of stalls would say. */
  stalledMs(): number {
    const { stall } = this;
    return stall && this.monotonic() - stall.endedAt < 2_000 ? stall.ms : 0;
  }

  /** How long it stood still in all. */
  lateMs(): number {
    return this.late;
  }

  freeze(): void {
    if (this.isRunning) this.stoppedSince = this.monotonic();
  }

  thaw(): void {
    if (this.stoppedSince === undefined || this.dead) return;
    const endedAt = this.monotonic();
    const ms = endedAt - this.stoppedSince;
    this.stall = { ms, endedAt };
    this.late += ms;
    this.stoppedSince = undefined;
    const { waiting } = this;
    this.waiting = [];
    waiting.forEach(goOn => goOn());
  }

  kill(): void {
    this.dead = true;
    this.waiting = [];
  }
}
