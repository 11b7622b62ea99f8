import { isFencedOnPurpose, Snapshot } from '../../observe';
import { replicaProblem } from '../ProblemKind';

/**
 * How long an old primary stays closed after it handed its role on, in milliseconds. The nodes learn of a Service's new
 * endpoint up to a second after it was written (kube-proxy's minSyncPeriod). Who reconnected meanwhile to an old primary
 * that is open would stay there, and a pool like Go's keeps a connection on which each write is refused as read-only.
 * https://kubernetes.io/docs/reference/networking/virtual-ips/#minsyncperiod
 */
const CLOSED_MS = 2_000;

/** It handed its role on a moment ago. */
export const oldPrimaryClosed = replicaProblem({
  code: 'OldPrimaryClosed',
  after: ['NotReplicating', 'ConnectedToWrongSource'],
  severities: ['info'],
  documentation: {
    when: 'It replicates from its source, `offline_mode` is on, and a switchover from it ended less than 2 s ago',
    sentence:
      'orders-0 handed its role on a moment ago, and stays closed until all nodes know where the Service leads now.',
    engine: 'Opens it when 2 s have passed.',
    person: 'Nothing.',
  },
  find(snapshot, { name }, facts) {
    if (!facts.offlineMode || isFencedOnPurpose(snapshot, name)) {
      return undefined;
    }
    const againInMs = CLOSED_MS - sinceHandedOnMs(snapshot, name);
    return againInMs > 0
      ? {
          message: `${name} handed its role on a moment ago, and stays closed until all nodes know where the Service leads now.`,
          againInMs,
        }
      : undefined;
  },
});

/** By the record, so that a successor of the operator knows it too; one whose clock is far off opens it at once. */
function sinceHandedOnMs(
  { recorded, takenAt }: Snapshot,
  name: string,
): number {
  const [newest] = recorded.incidents ?? [];
  if (newest?.kind !== 'Switchover' || newest.from !== name) return Infinity;
  const ends = newest.steps.map(
    ({ startedAt, durationMs = 0 }) => Date.parse(startedAt) + durationMs,
  );
  const since = takenAt - Math.max(Date.parse(newest.startedAt), ...ends);
  return since > -CLOSED_MS ? since : Infinity;
}
