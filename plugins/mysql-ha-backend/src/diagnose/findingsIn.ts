import { Snapshot } from '../observe';
import { Finding } from './Finding';
import { Group } from './groups';
import { ProblemKind } from './ProblemKind';

/** What one kind of trouble is found to be now. */
export function findingsOf(
  { code, severities, find }: ProblemKind,
  snapshot: Snapshot,
): readonly Finding[] {
  return find(snapshot).map(found => ({
    ...found,
    code,
    severity: found.severity ?? severities[0],
  }));
}

/** What is found in one group, as it counts there; its problems in their order. */
export function findingsIn(
  { counts }: Pick<Group, 'counts'>,
  problems: readonly ProblemKind[],
  snapshot: Snapshot,
): readonly Finding[] {
  switch (counts) {
    case 'all':
      return problems.flatMap(problem => findingsOf(problem, snapshot));
    case 'first':
      return first(problems, snapshot);
    case 'firstOfInstance':
      return firstOfInstance(problems, snapshot);
    default:
      return counts satisfies never;
  }
}

function first(
  problems: readonly ProblemKind[],
  snapshot: Snapshot,
): readonly Finding[] {
  for (const problem of problems) {
    const findings = findingsOf(problem, snapshot);
    if (findings.length > 0) return findings;
  }
  return [];
}

/** In the order of instances, as a person reads them. */
function firstOfInstance(
  problems: readonly ProblemKind[],
  snapshot: Snapshot,
): readonly Finding[] {
  const found = problems.flatMap(problem => findingsOf(problem, snapshot));
  return snapshot.instances.flatMap(({ name }) =>
    found.filter(finding => finding.instance === name).slice(0, 1),
  );
}
