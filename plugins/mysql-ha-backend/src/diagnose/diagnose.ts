import { isFencedOnPurpose, Snapshot } from '../observe';
import { Finding } from './Finding';
import { isFollowing } from './following';
import { findingsIn } from './findingsIn';
import { Group, GROUPS } from './groups';
import { inOrder } from './inOrder';
import { PROBLEMS } from './registry';

const LOOKS = GROUPS.map((group: Group) => ({
  group,
  problems: inOrder(PROBLEMS.filter(kind => kind.group === group.name)),
}));

/** What is not as it should be, most urgent first; nothing when the cluster is healthy. Pure. */
export function diagnose(snapshot: Snapshot): readonly Finding[] {
  const findings: Finding[] = [];
  let blind = false;
  for (const { group, problems } of LOOKS) {
    if (!counts(group, snapshot, blind)) continue;
    const found = findingsIn(group, problems, snapshot);
    findings.push(...found);
    blind ||= found.length > 0 && (group.blinds ?? false);
  }
  return findings;
}

/** Whether a group is looked at now. */
function counts(group: Group, snapshot: Snapshot, blind: boolean): boolean {
  const { primary, fence } = snapshot.recorded;
  if (snapshot.spec.hibernate && !group.evenHibernated) return false;
  if (blind && !group.evenBlind) return false;
  if (group.notWhileFollowing && isFollowing(snapshot)) return false;
  return (
    fence !== undefined ||
    !isFencedOnPurpose(snapshot, primary) ||
    (group.evenPrimaryFenced ?? false)
  );
}
