import { membersOf, reachable, Snapshot } from '../observe';
import { Recovery } from './Finding';
import { currentMembers, isCurrentReplica } from './replication';
import { waitingDonor } from './waitingDonor';

/** How an instance is to be filled anew. */
export interface Refill {
  /** Who gives the data; undefined while nobody is free to. */
  readonly donor?: string;
  readonly recovery?: Recovery;
}

/**
 * How an instance is filled anew. A recorded member leaves the record first, as it is about to forget what it
 * acknowledged; for that as many others as a commit waits for must prove what they hold. Where they can't, as of two
 * members or when several volumes are lost at once, it stays on the record, does not vote while it is empty, and is
 * filled from the primary itself: that alone is known to hold all that it may have acknowledged.
 */
export function refill(
  snapshot: Snapshot,
  instance: string,
  keepBinlogs = false,
): Refill {
  const members = membersOf(snapshot);
  const waitFor = snapshot.recorded.synchronous?.waitFor ?? 0;
  const others = currentMembers(snapshot).filter(name => name !== instance);
  const isMember = members.includes(instance) && members.length > 1;
  const mayLeave = members.length > 2 && others.length >= waitFor;
  if (isMember && mayLeave) {
    return {
      donor: donorFor(snapshot, instance),
      recovery: { kind: 'RemoveMember', instance },
    };
  }
  const donor = isMember
    ? free(snapshot, [snapshot.recorded.primary])
    : donorFor(snapshot, instance);
  return {
    donor,
    recovery: donor
      ? fillFrom(snapshot, { instance, donor, keepBinlogs })
      : undefined,
  };
}

/** From a primary whose commits would wait for the copy, and the copy for them, only once it is closed. */
function fillFrom(
  snapshot: Snapshot,
  filling: Omit<Extract<Recovery, { kind: 'Clone' }>, 'kind'>,
): Recovery | undefined {
  const waits =
    filling.donor === snapshot.recorded.primary
      ? waitingDonor(snapshot, filling.instance)
      : 'Free';
  switch (waits) {
    case 'Awaited':
      return undefined;
    case 'MustClose':
      return { kind: 'Clone', ...filling, closing: true };
    case 'Free':
      return { kind: 'Clone', ...filling };
    default:
      return waits satisfies never;
  }
}

/** A current replica gives the data, to spare the primary; the primary if there is none. */
function donorFor(snapshot: Snapshot, recipient: string): string | undefined {
  const { primary } = snapshot.recorded;
  const current = reachable(snapshot.instances)
    .filter(
      ({ instance, facts }) =>
        instance.name !== primary &&
        instance.name !== recipient &&
        instance.wanted &&
        isCurrentReplica(snapshot, instance, facts),
    )
    .map(({ instance }) => instance.name);
  return free(snapshot, current.length > 0 ? current : [primary]);
}

/** A server gives one clone at a time (ER_CLONE_TOO_MANY_CONCURRENT_CLONES). */
function free(
  snapshot: Snapshot,
  donors: readonly (string | undefined)[],
): string | undefined {
  return donors.find(
    donor => !snapshot.instances.some(i => i.task?.donor === donor),
  );
}
