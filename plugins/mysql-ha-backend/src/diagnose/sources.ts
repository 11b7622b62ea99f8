import {
  factsOf,
  holdings,
  instanceNamed,
  membersOf,
  Snapshot,
} from '../observe';
import { MySqlFacts } from '../mysql';
import { hostOf } from './hostOf';
import { LAGGING_SECONDS } from './lagging';
import { hearsSource } from './primaryEvidence';
import { surplusOf } from './surplus';

/** How long a relay must have been up before replicas go back to it, in seconds: one that flaps would drag them along. */
const STEADY_SECONDS = 30;

/** The relay that the spec puts above an instance, whether or not it can pass anything on. */
export function relayAbove(
  snapshot: Snapshot,
  name: string,
): string | undefined {
  const { relay } = snapshot.spec;
  if (!relay) return undefined;
  return [relay, ...relay.further].find(({ below }) => below.includes(name))
    ?.instance;
}

/**
 * The nearest relay above an instance that can pass the data on to it now; undefined where it should follow the
 * primary. A relay that leads is the primary, and no relay.
 */
export function relayOf(
  snapshot: Snapshot,
  name: string,
  primary = snapshot.recorded.primary ?? '',
): string | undefined {
  if (name === primary) return undefined;
  return relaysAbove(snapshot, name, primary).find(relay =>
    passesOn(snapshot, relay, name),
  );
}

/** From the nearest up to below the primary; none where they stand in a circle, which nothing would reach. */
function relaysAbove(
  snapshot: Snapshot,
  name: string,
  primary: string,
): readonly string[] {
  const relays: string[] = [];
  let above = relayAbove(snapshot, name);
  while (above && above !== primary) {
    if (above === name || relays.includes(above)) return [];
    relays.push(above);
    above = relayAbove(snapshot, above);
  }
  return relays;
}

/**
 * Who an instance should receive from. Recorded members follow the primary itself, as their acknowledgements count:
 * one that is to stand below a relay leaves the record first.
 */
export function sourceOf(
  snapshot: Snapshot,
  name: string,
  primary = snapshot.recorded.primary ?? '',
): string {
  if (membersOf(snapshot).includes(name)) return primary;
  return relayOf(snapshot, name, primary) ?? primary;
}

/**
 * Whether a relay can pass the data on. Who follows it stays while it is sound, also if only we can't reach it; who
 * does not yet, or no more, comes when it is current and has been up for a while.
 */
function passesOn(snapshot: Snapshot, relay: string, name: string): boolean {
  const instance = instanceNamed(snapshot, relay);
  const facts = factsOf(instance);
  const theirs = factsOf(instanceNamed(snapshot, name));
  const follows = theirs?.replica?.sourceHost === hostOf(snapshot, relay);
  if (!instance?.wanted || instance.task) return false;
  if (!facts) {
    return (
      follows && theirs?.replica !== undefined && hearsSource(theirs.replica)
    );
  }
  if (!isSound(snapshot, facts)) return false;
  if (theirs && !holdings(theirs).contains(facts.gtidPurged)) return false;
  return follows || isSteady(facts);
}

function isSound(snapshot: Snapshot, facts: MySqlFacts): boolean {
  const { replica } = facts;
  return (
    replica !== undefined &&
    !facts.offlineMode &&
    !holdings(facts).isEmpty() &&
    !(replica.applierError && !replica.applierOn) &&
    (surplusOf(snapshot, facts)?.isEmpty() ?? true)
  );
}

function isSteady({ replica, uptimeSeconds }: MySqlFacts): boolean {
  return (
    replica?.receiver === 'ON' &&
    replica.applierOn &&
    replica.lagSeconds < LAGGING_SECONDS &&
    uptimeSeconds >= STEADY_SECONDS
  );
}
