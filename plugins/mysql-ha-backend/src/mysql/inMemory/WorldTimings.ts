/** How long things take in the model, in milliseconds. */
export interface WorldTimings {
  /** From the death of mysqld until it listens again. */
  readonly restart: number;
  readonly clone: number;
  /** Without the API server and any peer for so long, the supervisor sets `offline_mode`. */
  readonly selfFence: number;
}

/** As on an idle machine. */
export const DEFAULT_TIMINGS: WorldTimings = {
  restart: 900,
  clone: 3000,
  selfFence: 3000,
};
