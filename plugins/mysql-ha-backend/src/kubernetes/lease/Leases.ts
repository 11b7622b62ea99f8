import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, isError } from '@backstage/errors';
import { Clock } from '../../clock';
import { LeaseHandle, ObjectKey } from '../types';
import { HeldLease } from './HeldLease';
import { LeaseApi } from './LeaseApi';
import { LeaseCandidate } from './LeaseCandidate';
import { LEASE_TIMINGS, LeaseTimings } from './leaseTimings';

/** The leases of one process. */
export class Leases {
  /** Names that this process holds or tries for: it must not win one from itself. */
  private readonly busy = new Set<string>();
  private readonly held = new Set<HeldLease>();
  private readonly closed = new AbortController();

  constructor(
    private readonly options: {
      readonly api: LeaseApi;
      readonly clock: Clock;
      readonly random: () => number;
      readonly logger: Pick<LoggerService, 'warn'>;
      readonly namespace: string;
      /** Unlike any other process's, also of the one that ran here before. */
      readonly identity: string;
      readonly timings?: LeaseTimings;
    },
  ) {}

  /**
   * Waits for a lease.
   * @throws ConflictError when this process holds it or tries for it already; the signal's reason when it aborts
   */
  async acquire(
    name: string,
    options: { onLost: () => void; signal: AbortSignal },
  ): Promise<LeaseHandle> {
    if (this.busy.has(name)) {
      throw new ConflictError(
        `Lease ${this.options.namespace}/${name} is held or tried for by this very process: release it first`,
      );
    }
    this.busy.add(name);
    try {
      return await this.win(name, options);
    } catch (error) {
      this.busy.delete(name);
      throw error;
    }
  }

  /** Releases all leases and ends all attempts. */
  async close(): Promise<void> {
    this.closed.abort();
    await Promise.all([...this.held].map(lease => lease.release()));
  }

  private async win(
    name: string,
    { onLost, signal }: { onLost: () => void; signal: AbortSignal },
  ): Promise<LeaseHandle> {
    const {
      api,
      clock,
      random,
      identity,
      timings = LEASE_TIMINGS,
    } = this.options;
    const key = this.key(name);
    const until = AbortSignal.any([signal, this.closed.signal]);
    const won = await new LeaseCandidate({
      api,
      clock,
      random,
      timings,
      key,
      identity,
      signal: until,
      onFailure: error => this.failed(key, error),
    }).win();
    const lease: HeldLease = new HeldLease(
      {
        api,
        clock,
        timings,
        key,
        identity,
        onLost,
        onEnd: () => {
          this.held.delete(lease);
          this.busy.delete(name);
        },
      },
      won.record,
      won.heldUntil,
    );
    this.held.add(lease);
    if (until.aborted) {
      await lease.release();
      throw until.reason;
    }
    return lease;
  }

  private failed(key: ObjectKey, error: unknown): void {
    const reason = isError(error) ? error.message : String(error);
    this.options.logger.warn(
      `Can't get Lease ${key.namespace}/${key.name}, so this operator acts on nothing; trying again: ${reason}`,
    );
  }

  private key(name: string): ObjectKey {
    return {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      namespace: this.options.namespace,
      name,
    };
  }
}
