import { Clock } from '../../../clock';
import { KubernetesObject, ObjectKey } from '../../types';
import { LeaseApi } from '../LeaseApi';
import { LeaseRecord, microTime, parseLease } from '../LeaseRecord';
import { LeaseTimings } from '../leaseTimings';

/**
 * Another operator, as its Lease shows it: alive until the same version of the Lease was seen for its whole duration
 * by our own monotonic clock. Nothing is taken from it before {@link Rival.shutOut}: what was seen may be old.
 */
export class Rival {
  private seen?: { readonly record?: LeaseRecord; readonly at: number };
  private unwatch = () => {};

  constructor(
    private readonly options: {
      readonly api: LeaseApi;
      readonly clock: Clock;
      readonly timings: LeaseTimings;
      readonly key: ObjectKey;
      /** An operator that this very process was before it lost its Lease: lost for good, so nothing is waited for. */
      readonly isFormerSelf: boolean;
      /** Called when it says of itself that it is gone. */
      readonly onChange: () => void;
    },
  ) {}

  /** Begins to watch. @throws when its Lease can't be read */
  async look(): Promise<void> {
    const { api, key, onChange } = this.options;
    this.unwatch();
    this.unwatch = api.watchObject(key, object => {
      this.see(object);
      if (this.goneInMs() === 0) onChange();
    });
    await this.read();
  }

  /** Milliseconds until it counts as gone, if nothing is heard of it; 0 when it does. */
  goneInMs(): number {
    const { clock, timings, isFormerSelf } = this.options;
    if (isFormerSelf || this.seen?.record?.holder === '') return 0;
    if (!this.seen) return Infinity;
    const duration = Math.max(
      this.seen.record?.durationMs ?? 0,
      timings.durationMs,
    );
    return Math.max(0, this.seen.at + duration - clock.monotonic());
  }

  /**
   * Ends its Lease by compare-and-swap on the version that was judged, so that no renewal can follow.
   * @throws ConflictError when it renewed meanwhile
   */
  async shutOut(): Promise<void> {
    const { api, clock, key, timings, isFormerSelf } = this.options;
    if (isFormerSelf) await this.read();
    const record = this.seen?.record;
    if (!record || record.holder === '') return;
    try {
      const ended = await api.mergePatch(
        key,
        {
          metadata: { resourceVersion: record.resourceVersion },
          spec: { holderIdentity: '', renewTime: microTime(clock.now()) },
        },
        { timeoutMs: timings.acquireTimeoutMs },
      );
      this.see(ended);
    } catch (error) {
      await this.read();
      if (this.seen?.record && this.seen.record.holder !== '') throw error;
    }
  }

  /** Ends the watch. */
  forget(): void {
    this.unwatch();
  }

  private async read(): Promise<void> {
    const { api, key, timings } = this.options;
    this.see(await api.read(key, { timeoutMs: timings.acquireTimeoutMs }));
  }

  private see(object: KubernetesObject | undefined): void {
    const record = object && parseLease(object);
    const unchanged =
      this.seen &&
      this.seen.record?.resourceVersion === record?.resourceVersion;
    if (unchanged) return;
    this.seen = { record, at: this.options.clock.monotonic() };
  }
}
