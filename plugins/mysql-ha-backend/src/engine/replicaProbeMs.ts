/** How often a replica is probed where there are few clusters, in milliseconds. */
const OFTEN_MS = 1_000;
/** So many clusters are few. A probe costs about a quarter of a millisecond, and most clusters have two replicas. */
const FEW = 200;

/**
 * How long to wait between two probes of a replica, in milliseconds. What can't wait is not found by them: a connection
 * that ends is noticed at once, a primary is probed at its own pace, and when it is silent its replicas are asked then.
 * So with many clusters they give way to the primaries' probes, which they would make late.
 *
 * @param clusters - that this process looks after
 */
export function replicaProbeMs(clusters: number): number {
  return OFTEN_MS * Math.max(1, clusters / FEW);
}
