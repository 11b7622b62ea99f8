const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** How much of a volume must stay free before something is done, in bytes. */
export interface DiskLevels {
  /** Below it binary logs go that nobody needs any more. */
  readonly tight: number;
  /** Below it somebody should give the volume more. */
  readonly low: number;
  /** Below it binary logs go although a replica still needs them: it can be filled anew, a stopped primary serves nobody. */
  readonly last: number;
}

/**
 * A quarter of a small volume is a binary log of hours; of a large one 25 GiB are. The last level has room for two
 * files of `max_binlog_size`, so that the next ones do not outrun the purge.
 */
export function diskLevels(totalBytes: number): DiskLevels {
  const low = Math.min(0.1 * totalBytes, 10 * GIB);
  return {
    tight: Math.min(0.25 * totalBytes, 25 * GIB),
    low,
    last: Math.max(
      Math.min(0.05 * totalBytes, 5 * GIB),
      Math.min(low, 128 * MIB),
    ),
  };
}
