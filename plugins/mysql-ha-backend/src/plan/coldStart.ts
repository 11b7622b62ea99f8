import {
  factsOf,
  holdings,
  InstanceSnapshot,
  reachable,
  Snapshot,
} from '../observe';

/** A start that is longer ago than this is not the one of which a primary is opened now, in seconds. */
const RECENT_SECONDS = 15 * 60;

/**
 * Whether all that answers was started anew, and no write has committed since: nobody led meanwhile. An operator that
 * has seen no write yet goes by the replicas: where one still receives, there was a primary a moment ago.
 */
export function isColdStart(snapshot: Snapshot): boolean {
  const { heartbeatAgeMs, recorded } = snapshot;
  if (!recorded.endedBootstrap) return false;
  return reachable(snapshot.instances).every(
    ({ facts: { uptimeSeconds, replica } }) =>
      uptimeSeconds < RECENT_SECONDS &&
      (heartbeatAgeMs === undefined
        ? replica?.receiver !== 'ON'
        : heartbeatAgeMs > uptimeSeconds * 1000),
  );
}

/** What an instance holds, as evidence of why it was chosen or not. */
export function whatItHolds(instance: InstanceSnapshot): string {
  const facts = factsOf(instance);
  return facts
    ? `${instance.name} holds ${holdings(facts)}`
    : `${instance.name} does not answer`;
}
