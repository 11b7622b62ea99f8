import { InstanceSnapshot, Snapshot } from '../observe';
import { hearsSource } from './primaryEvidence';
import { ReadableMember, readableMembers } from './quorum';
import { followsSource } from './replication';

/** One that started less long ago is about to connect, in seconds. */
const STARTED_SECONDS = 5;

/** The members that can be asked and replicate from the primary, by what they say of it themselves. */
export interface Attachment {
  /** They hear it. */
  readonly attached: readonly InstanceSnapshot[];
  /** They want to, and do not: stopped by nobody, and heard by none. */
  readonly trying: readonly InstanceSnapshot[];
}

/**
 * Who is connected, by the members' own word: the primary goes on counting a client for as long as nothing tells it that
 * the network in between is cut.
 */
export function attachment(snapshot: Snapshot): Attachment {
  const followers = readableMembers(snapshot).filter(
    ({ instance, facts }) =>
      instance.name !== snapshot.recorded.primary &&
      followsSource(snapshot, instance.name, facts),
  );
  const hears = ({ facts }: ReadableMember) =>
    facts.replica !== undefined && hearsSource(facts.replica);
  return {
    attached: followers.filter(hears).map(m => m.instance),
    trying: followers
      .filter(
        m =>
          !hears(m) &&
          m.facts.replica?.receiver !== 'OFF' &&
          m.facts.uptimeSeconds >= STARTED_SECONDS,
      )
      .map(m => m.instance),
  };
}

/** Whether enough members are connected for a commit, by its own count and by theirs. */
export function enoughAttached(
  snapshot: Snapshot,
  { clients, waitFor }: { readonly clients: number; readonly waitFor: number },
): boolean {
  return clients >= waitFor && attachment(snapshot).attached.length >= waitFor;
}
