/** How often a replica is probed where there are few clusters, in milliseconds. */
const PROBE_MS = 1_000;
/** The longest time between two looks at a cluster where there are few, in milliseconds. */
const LOOK_MS = 2_000;
/** How often scheduled events are looked at where there are few clusters, in milliseconds. */
const EVENTS_MS = 2_000;
/** Pauses between two turns of the lanes beside the HA loop, in milliseconds. */
export const PAUSES_MS = {
  heartbeat: 500,
  supervisors: 250,
  outside: 500,
  rotation: 1_000,
  binlogs: 2_000,
} as const;
/** So many clusters are few. A probe costs about a quarter of a millisecond, a look twice that. */
const FEW = 200;

/**
 * How long to wait between two probes of a replica, in milliseconds. What can't wait is not found by them: a connection
 * that ends is noticed at once, a primary is probed at its own pace, and when it is silent its replicas are asked then.
 * So with many clusters they give way to the primaries' probes, which they would make late.
 *
 * @param clusters - that this process looks after
 */
export function replicaProbeMs(clusters: number): number {
  return PROBE_MS * crowd(clusters);
}

/**
 * How long to wait between two looks at scheduled events, in milliseconds: what their owner changed within that time
 * before a primary dies is asked of that one when it is back.
 *
 * @param clusters - that this process looks after
 */
export function eventsMs(clusters: number): number {
  return EVENTS_MS * crowd(clusters);
}

/**
 * The longest time between two looks at a cluster, in milliseconds: most are caused by something that happened. Where
 * all was well, and there are many others, nothing but the passing of time is missed by a later one.
 *
 * @param atRest - nothing was found with the last look, and no write waits
 */
export function lookMs(clusters: number, atRest: boolean): number {
  return LOOK_MS * (atRest ? crowd(clusters) : 1);
}

function crowd(clusters: number): number {
  return Math.max(1, clusters / FEW);
}
