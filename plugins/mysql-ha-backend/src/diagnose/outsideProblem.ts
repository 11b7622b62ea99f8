import { factsOf, primaryOf, Snapshot } from '../observe';
import { MySqlFacts, OutsideFacts } from '../mysql';
import { isFollowing } from './following';
import { Found, problem, ProblemKind } from './ProblemKind';

/** What a predicate of a following cluster knows. */
interface Following {
  readonly snapshot: Snapshot;
  readonly primary: string;
  readonly facts: MySqlFacts;
  /** Unless the operator can't ask it. */
  readonly outside?: OutsideFacts;
}

/** A problem of a cluster that follows a MySQL outside, looked for while its primary answers and no fence stands. */
export function outsideProblem(
  definition: Omit<ProblemKind, 'find' | 'group'> & {
    readonly find: (following: Following) => Found | undefined;
  },
): ProblemKind {
  const { find, ...kind } = definition;
  return problem({
    ...kind,
    group: 'Following',
    find: snapshot => {
      const primary = primaryOf(snapshot);
      const facts = factsOf(primary);
      if (!isFollowing(snapshot) || snapshot.recorded.fence) return undefined;
      if (!primary || !facts || primary.task) return undefined;
      const seen = snapshot.outside?.seen;
      return find({
        snapshot,
        primary: primary.name,
        facts,
        outside: seen?.state === 'reachable' ? seen.facts : undefined,
      });
    },
  });
}
