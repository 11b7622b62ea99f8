import { Snapshot } from '../../observe';
import { Finding } from '../Finding';
import { findingsIn } from '../findingsIn';
import { GroupName, GROUPS } from '../groups';
import { inOrder } from '../inOrder';
import { PROBLEMS } from '../registry';

/** For tests: what is found in one group, whatever else there is to find. */
export function inGroup(
  name: GroupName,
  snapshot: Snapshot,
): readonly Finding[] {
  return GROUPS.filter(group => group.name === name).flatMap(group =>
    findingsIn(
      group,
      inOrder(PROBLEMS.filter(kind => kind.group === name)),
      snapshot,
    ),
  );
}
