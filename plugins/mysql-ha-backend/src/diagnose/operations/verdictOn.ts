import { isHeldDown, OperationRequest, Snapshot } from '../../observe';
import { failover } from './failover';
import { fence, unfence } from './fence';
import { rebuild } from './rebuild';
import { restart } from './restart';
import { rotatePasswords } from './rotatePasswords';
import { switchover } from './switchover';
import { refuse, Verdict, wait } from './Verdict';

/** What the operation whose turn it is means for the cluster as it now is. Pure, and judged anew with each look. */
export function verdictOn(
  snapshot: Snapshot,
  request: OperationRequest,
): Verdict {
  const { spec, recorded } = snapshot;
  if (!snapshot.kubernetesReachable) {
    return wait('The operator can’t reach Kubernetes now.');
  }
  if (isHeldDown(recorded.exchange)) {
    return wait(
      'The cluster is stopped, while its volumes are exchanged for restored ones.',
    );
  }
  if (spec.hibernate) {
    return refuse(
      'The cluster is hibernated, so nothing runs that it could be done to: set spec.hibernate to false first.',
    );
  }
  if (recorded.primary === undefined) {
    return refuse(
      'The cluster has no primary yet: wait until it is Healthy, then ask again.',
    );
  }
  const verdict = byType(snapshot, request);
  return verdict.say === 'Act' && spec.paused
    ? refuse(
        'The cluster is paused, so the engine acts on nothing: set spec.paused to false first.',
      )
    : verdict;
}

function byType(snapshot: Snapshot, request: OperationRequest): Verdict {
  switch (request.type) {
    case 'Switchover':
      return switchover(snapshot, request);
    case 'Failover':
      return failover(snapshot, request);
    case 'Rebuild':
      return rebuild(snapshot, request);
    case 'Restart':
      return restart(snapshot, request);
    case 'Fence':
      return fence(snapshot, request);
    case 'Unfence':
      return unfence(snapshot, request);
    case 'RotatePasswords':
      return rotatePasswords(snapshot, request);
    default:
      throw new Error(`No such operation: ${request.type satisfies never}`);
  }
}
