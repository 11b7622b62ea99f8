/** How long a lease lives and when its holder stops trusting it. Milliseconds. */
export interface LeaseTimings {
  /** A successor takes over when it has seen no renewal for so long. */
  readonly durationMs: number;
  /** Pause between renewals. */
  readonly renewEveryMs: number;
  /** Pause after a renewal that failed. */
  readonly retryEveryMs: number;
  /**
   * The holder stops acting so long after it sent its last successful renewal. What lies between this and
   * `durationMs` covers a command that is under way when the lease is given up.
   */
  readonly giveUpAfterMs: number;
  /** Patience with a renewal, short enough for another try, over another connection, before the lease is given up. */
  readonly renewTimeoutMs: number;
  /** Patience with a request to take the lease, short enough to leave something of it. */
  readonly acquireTimeoutMs: number;
}

/** The timings that mysql-ha runs with: what a killed process did is taken over within 5 s. */
export const LEASE_TIMINGS: LeaseTimings = {
  durationMs: 4800,
  renewEveryMs: 1000,
  retryEveryMs: 200,
  giveUpAfterMs: 3800,
  renewTimeoutMs: 1200,
  acquireTimeoutMs: 2000,
};
