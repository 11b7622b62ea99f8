import { until } from './until';

/** A statement under way, which a test can look at without waiting for it. */
export class Pending<T = unknown> {
  private result:
    | { ok: true; value: T }
    | { ok: false; error: Error }
    | undefined;

  constructor(promise: Promise<T>) {
    promise.then(
      value => {
        this.result = { ok: true, value };
      },
      (error: unknown) => {
        this.result = {
          ok: false,
          error: error instanceof Error ? error : new Error(String(error)),
        };
      },
    );
  }

  /** What the client has been told so far. */
  get told(): 'nothing' | 'ok' | 'error' {
    if (!this.result) return 'nothing';
    return this.result.ok ? 'ok' : 'error';
  }

  /** What the client is told in the end. */
  async outcome(deadlineMs = 10_000): Promise<'ok' | 'error'> {
    await until('an answer', () => this.result, deadlineMs);
    return this.result?.ok ? 'ok' : 'error';
  }

  /** Watches for a while, since that something hangs can only be seen by watching. */
  async toldWithin(ms: number): Promise<'nothing' | 'ok' | 'error'> {
    const end = performance.now() + ms;
    await until(
      'the end of watching',
      () => this.result ?? performance.now() >= end,
      ms + 5_000,
    );
    return this.told;
  }
}
