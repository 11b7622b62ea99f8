const COLOURS = 8;

/** The colour of the nth line; eight replicas are the most a cluster has. */
export function lineColour(index: number): string {
  return `var(--line-${index % COLOURS})`;
}
