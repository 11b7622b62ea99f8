/** How long a second signal still belongs to the first: terminal, npm and toolchain.mjs each pass Ctrl-C on. */
const SAME_REQUEST_MS = 2_000;

/** Ctrl-C, or its like from another program, as something that can be waited for. */
export class Interruption {
  static listen(): Interruption {
    return new Interruption();
  }

  /** Aborts with the first signal. */
  readonly signal: AbortSignal;
  private readonly aborter = new AbortController();
  private since = Infinity;
  private readonly impatient: (() => void)[] = [];

  private constructor() {
    this.signal = this.aborter.signal;
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(name, () => this.receive());
  }

  /** Resolves with the first signal. */
  wait(): Promise<void> {
    return new Promise(resolve => {
      if (this.signal.aborted) resolve();
      else
        this.signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /** Calls back when the person asks again, some time after the first request. */
  onImpatience(callback: () => void): void {
    this.impatient.push(callback);
  }

  private receive(): void {
    const now = performance.now();
    if (this.since === Infinity) {
      this.since = now;
      this.aborter.abort();
    } else if (now - this.since > SAME_REQUEST_MS) {
      for (const callback of this.impatient) callback();
    }
  }
}
