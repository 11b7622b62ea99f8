import { Snapshot } from '../observe';
import { Finding } from './Finding';
import { findingsIn } from './findingsIn';
import { inOrder } from './inOrder';
import { ProblemKind } from './ProblemKind';
import { deadPrimary } from './problems/deadPrimary';
import { deadPrimaryFailoverDisabled } from './problems/deadPrimaryFailoverDisabled';
import { deadPrimaryMayLose } from './problems/deadPrimaryMayLose';
import { deadPrimaryTooSoon } from './problems/deadPrimaryTooSoon';
import { deadPrimaryWithoutQuorum } from './problems/deadPrimaryWithoutQuorum';
import { unreachablePrimary } from './problems/unreachablePrimary';
import { unreachablePrimaryWithLaggingReplicas } from './problems/unreachablePrimaryWithLaggingReplicas';

/** All that a primary may be that does not answer; each says what it comes after. */
export const SILENT_PRIMARY_PROBLEMS: readonly ProblemKind[] = [
  unreachablePrimaryWithLaggingReplicas,
  unreachablePrimary,
  deadPrimaryWithoutQuorum,
  deadPrimaryFailoverDisabled,
  deadPrimaryTooSoon,
  deadPrimaryMayLose,
  deadPrimary,
];

const IN_ORDER = inOrder(SILENT_PRIMARY_PROBLEMS);

/** What the engine makes of a primary that does not answer; nothing while it does, or was only missed once. */
export function verdictOnSilentPrimary(
  snapshot: Snapshot,
): Finding | undefined {
  return findingsIn({ counts: 'first' }, IN_ORDER, snapshot)[0];
}
