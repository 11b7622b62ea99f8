import { Clock } from '../../../clock';
import { KubernetesObject, ObjectKey } from '../../types';
import { LeaseApi } from '../LeaseApi';
import { LeaseTimings } from '../leaseTimings';
import { Division } from './divide';
import {
  newShareRecord,
  parseShareRecord,
  ShareRecord,
  shareRecordPatch,
} from './ShareRecord';

/** The record of the division in the API server: read live, written by compare-and-swap, watched for changes. */
export class ShareTable {
  private current?: ShareRecord;
  private stale = true;
  private unknownSince?: number;
  private unwatch = () => {};

  constructor(
    private readonly options: {
      readonly api: LeaseApi;
      readonly clock: Clock;
      readonly timings: LeaseTimings;
      readonly key: ObjectKey;
      readonly onChange: () => void;
    },
  ) {}

  /** Begins to watch. What a watch tells may be old, so it only says that it is time to read. */
  watch(): void {
    const { api, key, onChange } = this.options;
    this.unwatch();
    this.unwatch = api.watchObject(key, object => {
      if (this.isKnown(object)) return;
      this.stale = true;
      onChange();
    });
  }

  /** Ends the watch. */
  forget(): void {
    this.unwatch();
    this.stale = true;
  }

  /** The next `read` asks the API server. */
  doubt(): void {
    this.stale = true;
  }

  /** The division as it is recorded now; undefined when there is none, or none that can be read. */
  async read(): Promise<Division | undefined> {
    const { api, clock, key, timings } = this.options;
    if (this.stale) {
      this.stale = false;
      try {
        const object = await api.read(key, {
          timeoutMs: timings.acquireTimeoutMs,
        });
        this.current = object && parseShareRecord(object);
      } catch (error) {
        this.stale = true;
        throw error;
      }
    }
    const division = this.current?.division;
    this.unknownSince = division
      ? undefined
      : this.unknownSince ?? clock.monotonic();
    return division;
  }

  /** For how long nobody could say who holds what, in milliseconds. */
  unknownForMs(): number {
    const { clock } = this.options;
    return clock.monotonic() - (this.unknownSince ?? clock.monotonic());
  }

  /**
   * Records a division in place of the one that was read last.
   * @throws ConflictError when somebody else wrote meanwhile
   */
  async write(division: Division): Promise<void> {
    const { api, key, timings } = this.options;
    const timeout = { timeoutMs: timings.acquireTimeoutMs };
    // If the answer is lost, only a live read can tell what became of it.
    this.stale = true;
    const written = this.current
      ? await api.mergePatch(
          key,
          shareRecordPatch(this.current, division),
          timeout,
        )
      : await api.create(newShareRecord(key, division), timeout);
    this.current = parseShareRecord(written);
    this.stale = false;
  }

  private isKnown(object: KubernetesObject | undefined): boolean {
    return object?.metadata.resourceVersion === this.current?.resourceVersion;
  }
}
