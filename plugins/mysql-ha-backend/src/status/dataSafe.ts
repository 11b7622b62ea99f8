import { lowestWaitFor, relayOf, waitForOf } from '../diagnose';
import { factsOf, primaryOf, Snapshot } from '../observe';
import { condition, UndatedCondition } from './condition';

/** Whether each acknowledged commit is on as many instances as the spec promises. Pure. */
export function dataSafe(snapshot: Snapshot): UndatedCondition {
  const type = 'DataSafe';
  const { topology } = snapshot.spec;
  if (topology === 'Single') {
    return condition(
      type,
      true,
      'OneCopy',
      'A commit is on one volume, as topology Single promises. If that volume is lost, so are the data.',
    );
  }
  if (topology === 'Async') {
    return condition(
      type,
      true,
      'NotWaited',
      'A commit waits for no replica, as topology Async promises. A failover may lose the newest ones.',
    );
  }
  const recorded = snapshot.recorded.synchronous;
  // What stands below a relay counts for nothing, and is not missed.
  const counted = snapshot.instances.filter(
    ({ wanted, name }) => wanted && relayOf(snapshot, name) === undefined,
  ).length;
  const promised = waitForOf(counted);
  if (!recorded)
    return condition(type, false, 'NoMembers', 'No member is recorded yet.');
  if (isLowered(snapshot)) return lowered(snapshot, recorded.waitFor, promised);
  if (recorded.members.length < counted || recorded.waitFor < promised) {
    return condition(
      type,
      false,
      'FewerMembers',
      `${recorded.members.length} of ${counted} instances are members${
        recorded.waitFor < promised
          ? `, and a commit waits for ${recorded.waitFor} of the ${promised} replicas promised`
          : ''
      }.`,
    );
  }
  if (promised === 0) {
    return condition(
      type,
      true,
      'OneCopy',
      'With one instance a commit is on one volume.',
    );
  }
  const lowest = lowestWaitFor(snapshot);
  if (lowest < recorded.waitFor) {
    return condition(
      type,
      false,
      'NotCaughtUp',
      `Each commit waits for ${recorded.waitFor} replica${
        recorded.waitFor === 1 ? '' : 's'
      } again; some of before may be on the primary and ${lowest} only, until enough members have caught up.`,
    );
  }
  const facts = factsOf(primaryOf(snapshot));
  if (!facts) {
    return condition(
      type,
      undefined,
      'PrimaryUnreachable',
      'The primary can’t be asked; what was acknowledged is on as many members as promised.',
    );
  }
  if (
    !facts.semiSyncSource.enabled ||
    facts.semiSyncSource.clients < recorded.waitFor
  ) {
    return condition(
      type,
      false,
      'TooFewConnected',
      `Fewer replicas are connected than the ${recorded.waitFor} that a commit waits for. What was acknowledged is on as many as promised.`,
    );
  }
  return condition(
    type,
    true,
    'Acknowledged',
    `Each commit is on the primary and ${recorded.waitFor} replica${
      recorded.waitFor === 1 ? '' : 's'
    } before it is acknowledged.`,
  );
}

/** Under Preferred commits wait for fewer than the recorded members promise. */
function isLowered({ spec, recorded }: Snapshot): boolean {
  const { members = [], waitFor = 0 } = recorded.synchronous ?? {};
  return spec.durability === 'Preferred' && waitFor < waitForOf(members.length);
}

function lowered(
  snapshot: Snapshot,
  waitFor: number,
  promised: number,
): UndatedCondition {
  const name = snapshot.recorded.primary ?? 'The primary';
  return condition(
    'DataSafe',
    false,
    'CountLowered',
    waitFor === 0
      ? `Members are missing, and durability Preferred lets commits go on without them: they are on ${name} alone. If it fails now, nobody replaces it before its mysqld is proved to have ended, and its newest commits may be lost.`
      : `Members are missing, and durability Preferred lets commits go on with fewer: each is on ${name} and ${waitFor} of the ${promised} replicas promised.`,
  );
}
