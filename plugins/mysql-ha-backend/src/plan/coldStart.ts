import {
  factsOf,
  holdings,
  InstanceSnapshot,
  reachable,
  Snapshot,
} from '../observe';

/** A start that is longer ago than this is not the one of which a primary is opened now, in seconds. */
const RECENT_SECONDS = 15 * 60;

/** Whether all that answers was started anew, and no write has committed since: nobody led meanwhile. */
export function isColdStart(snapshot: Snapshot): boolean {
  if (!snapshot.recorded.endedBootstrap) return false;
  const { heartbeatAgeMs = Infinity } = snapshot;
  return reachable(snapshot.instances).every(
    ({ facts: { uptimeSeconds } }) =>
      uptimeSeconds < RECENT_SECONDS && heartbeatAgeMs > uptimeSeconds * 1000,
  );
}

/** What an instance holds, as evidence of why it was chosen or not. */
export function whatItHolds(instance: InstanceSnapshot): string {
  const facts = factsOf(instance);
  return facts
    ? `${instance.name} holds ${holdings(facts)}`
    : `${instance.name} does not answer`;
}
