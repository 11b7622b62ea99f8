import { factsOf, isWritable, primaryOf, Snapshot } from '../observe';
import { MySqlFacts } from '../mysql';

/** The recorded primary and what it says, while it answers and no change of primary is under way. */
export interface AnsweringPrimary {
  readonly name: string;
  readonly facts: MySqlFacts;
}

/**
 * The primary, if it answers and takes no writes: it restarted (mysqld boots read-only), was fenced, or a person made it
 * read-only. It comes back with its waiting transactions committed and on no replica, so it is neither writable nor in a
 * Service until enough members hold its set; and it must hold all that the others hold.
 */
export function closedPrimary(
  snapshot: Snapshot,
): AnsweringPrimary | undefined {
  const primary = answeringPrimary(snapshot);
  return primary && (!isWritable(primary.facts) || primary.facts.offlineMode)
    ? primary
    : undefined;
}

/** The primary, if it answers and takes writes. */
export function openPrimary(snapshot: Snapshot): AnsweringPrimary | undefined {
  const primary = answeringPrimary(snapshot);
  return primary && isWritable(primary.facts) ? primary : undefined;
}

function answeringPrimary(snapshot: Snapshot): AnsweringPrimary | undefined {
  const primary = primaryOf(snapshot);
  const facts = factsOf(primary);
  if (!primary || !facts || snapshot.recorded.fence) return undefined;
  return { name: primary.name, facts };
}
