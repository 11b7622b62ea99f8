import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { ClusterKey } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Clock } from '../../../clock';
import {
  ClusterShare,
  LeaseHandle,
  ObjectKey,
  OperatorKubernetes,
} from '../../types';
import { Leases } from '../Leases';
import { LEASE_TIMINGS, LeaseTimings } from '../leaseTimings';
import { Membership } from './Membership';
import { operatorName } from './operatorName';
import { SHARES, shareOf } from './shareOf';
import { removeLeftovers } from './removeLeftovers';
import { ShareApi } from './ShareApi';

/** Pause after something that failed, in milliseconds. */
const AGAIN_MS = 1_000;

/** What {@link ClusterShares} is given. */
export type ClusterSharesOptions = Parameters<
  OperatorKubernetes['shareClusters']
>[0] & {
  readonly api: ShareApi;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly logger: Pick<LoggerService, 'info' | 'warn'>;
  readonly namespace: string;
  readonly identity: string;
  readonly timings?: LeaseTimings;
};

/**
 * This process's part of all clusters. It lives by one Lease; what it holds stands in one record for all operators,
 * from which nobody but itself takes anything as long as its Lease lives (docs/decisions/0006).
 */
export class ClusterShares implements ClusterShare {
  private readonly closed = new AbortController();
  private readonly formerSelves = new Set<string>();
  private readonly running: Promise<void>;
  private lease?: LeaseHandle;
  private held: ReadonlySet<number> = new Set();

  constructor(private readonly options: ClusterSharesOptions) {
    this.running = this.run();
  }

  covers(cluster: ClusterKey): boolean {
    return this.held.has(shareOf(cluster)) && (this.lease?.isHeld() ?? false);
  }

  async leave(): Promise<void> {
    this.closed.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { clock, logger } = this.options;
    for (let time = 1; !this.closed.signal.aborted; time++) {
      try {
        await this.takePart(operatorName(this.options.identity, time));
        if (!this.closed.signal.aborted)
          logger.warn('The Lease is lost: this process stands back');
      } catch (error) {
        if (this.closed.signal.aborted) return;
        logger.warn(`No part in the clusters yet: ${reasonOf(error)}`);
        await clock.sleep(AGAIN_MS, this.closed.signal).catch(() => undefined);
      }
    }
  }

  /** Holds shares under one Lease, until it is lost or this process leaves. */
  private async takePart(name: string): Promise<void> {
    const { api, leases, clock, timings = LEASE_TIMINGS } = this.options;
    const lost = new AbortController();
    const lease = await leases.acquire(name, {
      onLost: () => lost.abort(),
      signal: this.closed.signal,
    });
    this.lease = lease;
    const signal = AbortSignal.any([this.closed.signal, lost.signal]);
    const membership = new Membership({
      api,
      clock,
      timings,
      name,
      lease,
      formerSelves: this.formerSelves,
      keyOf: object => this.key(object),
      hold: shares => this.hold(shares),
    });
    try {
      void removeLeftovers(this.options).catch(() => undefined);
      while (!signal.aborted) {
        try {
          await membership.turn(signal);
        } catch (error) {
          if (signal.aborted) break;
          await this.failed(error, signal);
          membership.doubt();
        }
      }
    } finally {
      this.formerSelves.add(name);
      await this.hold([]);
      if (lease.isHeld()) await membership.resign().catch(() => undefined);
      membership.forget();
      await lease.release().catch(() => undefined);
      if (!lost.signal.aborted) {
        await api.delete(this.key(name)).catch(() => undefined);
      }
    }
  }

  /** From now on these are held and no others; resolves when nothing is done any more for the others. */
  private async hold(shares: readonly number[]): Promise<void> {
    const before = this.held;
    this.held = new Set(shares);
    const same =
      before.size === shares.length && shares.every(one => before.has(one));
    if (same) return;
    if (shares.length > 0) {
      const part = `${shares.length} of ${SHARES} shares of the clusters`;
      this.options.logger.info(
        before.size === 0
          ? `This process is the operator now, of ${part}`
          : `This process looks after ${part} now`,
      );
    }
    await this.options.onChange();
  }

  private async failed(error: unknown, signal: AbortSignal): Promise<void> {
    // A conflict says that somebody was quicker: look again at once.
    if (isError(error) && error.name === 'ConflictError') return;
    this.options.logger.warn(
      `Can't divide the clusters among the operators, so this one keeps what it has; trying again: ${reasonOf(
        error,
      )}`,
    );
    await this.options.clock.sleep(AGAIN_MS, signal).catch(() => undefined);
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

function reasonOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}
