/** Who may act: Leases, judged by the local monotonic clock. */
export * from './LeaseApi';
export * from './Leases';
export * from './leaseTimings';
export * from './shares';
