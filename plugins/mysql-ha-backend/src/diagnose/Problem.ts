import { Snapshot } from '../observe';
import { Finding } from './Finding';

/** One kind of trouble: a pure predicate over the snapshot that gives nothing, or a finding per instance. */
export type Problem = (snapshot: Snapshot) => readonly Finding[];

/** For problems that there is at most one of. */
export function single(
  predicate: (snapshot: Snapshot) => Finding | undefined,
): Problem {
  return snapshot => {
    const finding = predicate(snapshot);
    return finding ? [finding] : [];
  };
}
