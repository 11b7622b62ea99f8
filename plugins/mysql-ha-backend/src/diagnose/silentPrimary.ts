import { Snapshot } from '../observe';
import { PrimaryEvidence, primaryEvidence } from './primaryEvidence';

/** A recorded primary that our probes do not reach, beyond bad luck, while no change of primary is under way. */
export interface SilentPrimary {
  readonly name: string;
  readonly evidence: PrimaryEvidence;
}

/** The primary, if it does not answer. */
export function silentPrimary(snapshot: Snapshot): SilentPrimary | undefined {
  const { primary: name, fence } = snapshot.recorded;
  if (!name || fence) return undefined;
  const evidence = primaryEvidence(snapshot);
  return evidence.unreachable ? { name, evidence } : undefined;
}

/**
 * The primary, if it is dead: it is silent, and each reachable replica has lost it or its supervisor saw its mysqld
 * end. Without agreement or proof it is only unreachable, and nobody acts.
 */
export function deadOne(snapshot: Snapshot): SilentPrimary | undefined {
  const silent = silentPrimary(snapshot);
  return silent &&
    (silent.evidence.ended || silent.evidence.seenBy.length === 0)
    ? silent
    : undefined;
}

/** What is known of a dead primary, in a clause. */
export function lost({ name, evidence }: SilentPrimary): string {
  return `${name} is dead (${evidence.sentences.join('; ')})`;
}
