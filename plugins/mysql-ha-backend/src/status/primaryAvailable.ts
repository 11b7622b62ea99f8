import {
  factsOf,
  hasEnoughReplicas,
  isHeldDown,
  isWritable,
  primaryOf,
  Snapshot,
} from '../observe';
import { condition, UndatedCondition } from './condition';

/** How old a proof that a write commits may be, in milliseconds. */
const PROOF_MS = 20_000;

/** Whether a write commits now. Pure. */
export function primaryAvailable(snapshot: Snapshot): UndatedCondition {
  const type = 'PrimaryAvailable';
  if (isHeldDown(snapshot.recorded.exchange))
    return condition(
      type,
      false,
      'Restoring',
      'The cluster is stopped, while its volumes are exchanged for restored ones.',
    );
  if (snapshot.spec.hibernate)
    return condition(type, false, 'Hibernated', 'The cluster is hibernated.');
  const primary = primaryOf(snapshot);
  const facts = factsOf(primary);
  if (!primary)
    return condition(type, false, 'NoPrimary', 'No instance leads yet.');
  const { name } = primary;
  if (!facts)
    return condition(type, false, 'Unreachable', `${name} does not answer.`);
  if (!isWritable(facts) || facts.offlineMode) {
    const message = `${name} does not take writes yet.`;
    return condition(type, false, 'NotWritable', message);
  }
  if (!hasEnoughReplicas(facts)) {
    const { clients, waitFor } = facts.semiSyncSource;
    return condition(
      type,
      false,
      'WritesWait',
      `Each commit on ${name} waits for ${waitFor} member${
        waitFor === 1 ? '' : 's'
      } to hold it, and ${clients} ${clients === 1 ? 'is' : 'are'} connected.`,
    );
  }
  const age = snapshot.heartbeatAgeMs;
  if (age === undefined || age > PROOF_MS) {
    const seconds = PROOF_MS / 1000;
    return condition(
      type,
      false,
      'NoWriteCommits',
      `${name} is writable, but no write was proved to commit in the last ${seconds} s.`,
    );
  }
  return condition(type, true, 'WriteCommitted', `A write on ${name} commits.`);
}
