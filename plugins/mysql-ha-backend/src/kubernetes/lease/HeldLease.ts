import { isError } from '@backstage/errors';
import { Clock } from '../../clock';
import { LeaseHandle, ObjectKey } from '../types';
import { LeaseApi } from './LeaseApi';
import { LeaseRecord, microTime, parseLease } from './LeaseRecord';
import { LeaseTimings } from './leaseTimings';

const LOOK_AGAIN: ReadonlySet<string> = new Set([
  'ConflictError',
  'NotFoundError',
]);

/**
 * A lease that this process holds: renews it, and stops trusting it early.
 *
 * Only the local monotonic clock counts. It goes on while the process is stopped, so a process that was frozen
 * sees at its first question that its time is over, before any renewal. Once lost is lost for good: a renewal
 * that comes back late revives nothing.
 */
export class HeldLease implements LeaseHandle {
  private state: 'held' | 'lost' | 'released' = 'held';
  private readonly ended = new AbortController();

  constructor(
    private readonly options: {
      readonly api: LeaseApi;
      readonly clock: Clock;
      readonly timings: LeaseTimings;
      readonly key: ObjectKey;
      readonly identity: string;
      readonly onLost: () => void;
      /** Called once when it is lost or released. */
      readonly onEnd: () => void;
    },
    private record: LeaseRecord,
    private heldUntil: number,
  ) {
    void this.renewUntilEnded();
    void this.watchDeadline();
  }

  isHeld(): boolean {
    if (this.state !== 'held') return false;
    if (this.options.clock.monotonic() < this.heldUntil) return true;
    this.lose();
    return false;
  }

  async release(): Promise<void> {
    if (!this.isHeld()) return;
    this.end('released');
    try {
      await this.giveBack(this.record).catch(async error => {
        // A renewal that was under way may have come in between.
        const current = await this.readRecord();
        if (current?.holder !== this.options.identity) throw error;
        await this.giveBack(current);
      });
    } catch {
      // The successor then waits for the lease to expire; nothing here could make that shorter.
    }
  }

  private async giveBack(record: LeaseRecord): Promise<void> {
    const { api, clock, key, timings } = this.options;
    await api.mergePatch(
      key,
      {
        metadata: { resourceVersion: record.resourceVersion },
        spec: { holderIdentity: '', renewTime: microTime(clock.now()) },
      },
      { timeoutMs: timings.renewTimeoutMs },
    );
  }

  private async renewUntilEnded(): Promise<void> {
    const { timings } = this.options;
    let pause = timings.renewEveryMs;
    while (await this.sleep(pause)) {
      try {
        await this.renew();
        pause = timings.renewEveryMs;
      } catch {
        pause = timings.retryEveryMs;
      }
    }
  }

  private async renew(): Promise<void> {
    if (!this.isHeld()) return;
    const { api, clock, key, identity, timings } = this.options;
    const sentAt = clock.monotonic();
    try {
      const renewed = await api.mergePatch(
        key,
        {
          metadata: { resourceVersion: this.record.resourceVersion },
          spec: { holderIdentity: identity, renewTime: microTime(clock.now()) },
        },
        { timeoutMs: timings.renewTimeoutMs },
      );
      if (!this.isHeld()) return;
      this.record = parseLease(renewed);
      this.heldUntil = sentAt + timings.giveUpAfterMs;
    } catch (error) {
      if (!isError(error) || !LOOK_AGAIN.has(error.name)) throw error;
      await this.lookAgain();
      throw error;
    }
  }

  /** Somebody else wrote: a successor, or an earlier renewal of ours whose answer was lost. */
  private async lookAgain(): Promise<void> {
    const record = await this.readRecord();
    if (record?.holder === this.options.identity) this.record = record;
    else this.lose();
  }

  private async readRecord(): Promise<LeaseRecord | undefined> {
    const { api, key, timings } = this.options;
    const current = await api.read(key, { timeoutMs: timings.renewTimeoutMs });
    return current && parseLease(current);
  }

  private async watchDeadline(): Promise<void> {
    const { clock } = this.options;
    while (await this.sleep(this.heldUntil - clock.monotonic())) this.isHeld();
  }

  /** @returns false when the lease ended meanwhile */
  private async sleep(ms: number): Promise<boolean> {
    try {
      await this.options.clock.sleep(Math.max(ms, 1), this.ended.signal);
    } catch {
      return false;
    }
    return this.state === 'held';
  }

  private lose(): void {
    if (this.state !== 'held') return;
    this.end('lost');
    // Not from within isHeld(): who asks a question doesn't expect to be called.
    void Promise.resolve().then(() => this.options.onLost());
  }

  private end(state: 'lost' | 'released'): void {
    this.state = state;
    this.ended.abort();
    this.options.onEnd();
  }
}
