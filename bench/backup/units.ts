/** A rate, as a person reads it in a table. */
export function megabytesPerSecond(bytes: number, ms: number): string {
  return `${Math.round(bytes / 1e6 / (ms / 1000))} MB/s`;
}

/** A size, as a person reads it in a table. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
