import { isError } from '@backstage/errors';
import { Clock } from '../../clock';
import { KubernetesObject, ObjectKey } from '../types';
import { LeaseApi } from './LeaseApi';
import { LeaseRecord, microTime, parseLease } from './LeaseRecord';
import { LeaseTimings } from './leaseTimings';
import { Pause } from './Pause';

/** A lease that was won: its record, and until when it may be trusted. */
export interface WonLease {
  readonly record: LeaseRecord;
  /** On the local monotonic clock, milliseconds. */
  readonly heldUntil: number;
}

/**
 * Waits until a lease is free, and takes it.
 *
 * Another's lease is judged as client-go does it: expired when the same version of it was seen unchanged for the
 * whole duration by our own monotonic clock. A watch tells of renewals, so that waiting costs no requests; that it
 * may be stale does no harm, since taking over is a compare-and-swap on the version that was judged.
 */
export class LeaseCandidate {
  private seen?: { readonly record?: LeaseRecord; readonly at: number };
  private stale = true;
  private readonly pause: Pause;

  constructor(
    private readonly options: {
      readonly api: LeaseApi;
      readonly clock: Clock;
      /** 0 ≤ x < 1 */
      readonly random: () => number;
      readonly timings: LeaseTimings;
      readonly key: ObjectKey;
      readonly identity: string;
      readonly signal: AbortSignal;
      /** Told of each failure to reach the API server or to be let in. */
      readonly onFailure: (error: unknown) => void;
    },
  ) {
    this.pause = new Pause(options.clock);
  }

  async win(): Promise<WonLease> {
    const { api, key, signal } = this.options;
    signal.throwIfAborted();
    const unwatch = api.watchObject(key, object => {
      this.see(object);
      this.pause.wake();
    });
    try {
      for (;;) {
        const won = await this.attempt();
        if (won) return won;
        signal.throwIfAborted();
      }
    } finally {
      unwatch();
    }
  }

  private async attempt(): Promise<WonLease | undefined> {
    const { api, clock, key, timings, signal } = this.options;
    try {
      if (this.stale) {
        this.see(await api.read(key, { timeoutMs: timings.acquireTimeoutMs }));
        this.stale = false;
      }
      const waitMs = this.waitMs();
      if (waitMs <= 0) return await this.take(this.seen?.record);
      await this.pause.wait(waitMs, signal);
    } catch (error) {
      signal.throwIfAborted();
      this.stale = true;
      // A conflict says that somebody was quicker: look again at once.
      if (isError(error) && error.name === 'ConflictError') return undefined;
      if (await this.makeNamespace(error)) return undefined;
      this.options.onFailure(error);
      await clock.sleep(
        timings.renewEveryMs * (0.8 + 0.4 * this.options.random()),
        signal,
      );
    }
    return undefined;
  }

  /** How long the holder may still be alive, as far as we know. */
  private waitMs(): number {
    const { clock, identity, timings } = this.options;
    const record = this.seen?.record;
    if (!this.seen || !record) return 0;
    // Ours: this process lost it and asks again; the handle of then says "not held" for good.
    if (record.holder === '' || record.holder === identity) return 0;
    const duration = Math.max(record.durationMs, timings.durationMs);
    return this.seen.at + duration - clock.monotonic();
  }

  private async take(current: LeaseRecord | undefined): Promise<WonLease> {
    const { api, clock, key, identity, timings } = this.options;
    const sentAt = clock.monotonic();
    const time = microTime(clock.now());
    const spec = {
      holderIdentity: identity,
      // A lower bound, since the field knows no fractions: who judges it applies its own timings as well.
      leaseDurationSeconds: Math.floor(timings.durationMs / 1000),
      acquireTime: time,
      renewTime: time,
      leaseTransitions: current ? current.transitions + 1 : 0,
    };
    const timeout = { timeoutMs: timings.acquireTimeoutMs };
    const taken = current
      ? await api.mergePatch(
          key,
          { metadata: { resourceVersion: current.resourceVersion }, spec },
          timeout,
        )
      : await api.create(
          {
            apiVersion: key.apiVersion,
            kind: key.kind,
            metadata: { name: key.name, namespace: key.namespace },
            spec,
          },
          timeout,
        );
    return {
      record: parseLease(taken),
      heldUntil: sentAt + timings.giveUpAfterMs,
    };
  }

  /** The namespace of the leases is made when it is missing: a portal outside the cluster has nowhere to install it. */
  private async makeNamespace(error: unknown): Promise<boolean> {
    const { api, key, timings } = this.options;
    if (!isError(error) || error.name !== 'NotFoundError' || !key.namespace) {
      return false;
    }
    try {
      await api.create(
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: key.namespace },
        },
        { timeoutMs: timings.acquireTimeoutMs },
      );
      return true;
    } catch {
      return false;
    }
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
