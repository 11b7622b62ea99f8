import { Snapshot } from '../observe';
import {
  elect,
  lowestWaitFor,
  readableMembers,
  readableNeeded,
} from './quorum';
import { whatCounts } from './whatCounts';

/** Members that could be asked for what they hold, the given one apart, and how many of them a failover needs. */
export function electorate(
  snapshot: Snapshot,
  without: string,
): { readonly readable: number; readonly needed: number } {
  return {
    readable: readableMembers(snapshot).filter(
      ({ instance }) => instance.name !== without,
    ).length,
    needed: readableNeeded(snapshot),
  };
}

/** Milliseconds since the last failover, if the next one has to wait for longer. */
export function sinceTooRecentFailover(snapshot: Snapshot): number | undefined {
  const last = snapshot.recorded.incidents?.find(i => i.kind === 'Failover');
  if (!last) return undefined;
  const since = snapshot.takenAt - Date.parse(last.startedAt);
  return since < snapshot.spec.failover.minSecondsBetween * 1000
    ? since
    : undefined;
}

/**
 * Whether a primary that is not proved dead may be replaced now: commits wait for replicas, so that it can't commit any
 * more once enough of them have stopped, and nothing of the spec stands against it.
 */
export function mayReplaceLiving(snapshot: Snapshot, name: string): boolean {
  const { readable, needed } = electorate(snapshot, name);
  return (
    lowestWaitFor(snapshot) > 0 &&
    readable >= needed &&
    snapshot.spec.failover.enabled &&
    sinceTooRecentFailover(snapshot) === undefined &&
    somebodyWouldWin(snapshot, name)
  );
}

/** Whether the members without this one could agree on another. */
function somebodyWouldWin(snapshot: Snapshot, without: string): boolean {
  const others = readableMembers(snapshot).filter(
    ({ instance }) => instance.name !== without,
  );
  return (
    elect(snapshot, others, whatCounts(snapshot, others)).winner !== undefined
  );
}
