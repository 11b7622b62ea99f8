import {
  factsOf,
  holdings,
  instanceNamed,
  isClosed,
  primaryOf,
  Snapshot,
} from '../observe';
import {
  ForcedPromotion,
  isFollowing,
  lossWith,
  lowestWaitFor,
  outsideHasAll,
  primaryEvidence,
  Recovery,
  tooMuch,
  volumeCanBeRead,
} from '../diagnose';
import { GtidSet } from '../mysql';
import { apply } from './apply';
import { isColdStart, whatItHolds } from './coldStart';
import { lead } from './lead';
import { IncidentIntent, Plan, Step } from './Plan';

/** How long the dead primary’s binary logs may be read for what the winner lacks, before it goes on without. */
const FETCH_SECONDS = 30;

/** The first primary goes on the record; the loop then makes it writable like any primary that starts. */
export function bootstrap({
  seed,
  members,
  aboveTerm,
}: Extract<Recovery, { kind: 'Bootstrap' }>): Plan {
  return {
    name: `Begin with ${seed} as the primary`,
    steps: [
      {
        do: 'Record',
        primary: seed,
        raiseTerm: true,
        members,
        waitFor: 0,
        ...(aboveTerm === undefined ? {} : { aboveTerm }),
      },
    ],
  };
}

/**
 * Steps 4 and 5: the winner applies what it received, the term rises, the winner is recorded; then on to 6. Where a
 * person accepted a loss, those that are left are recorded as the members in the same write.
 */
export function promote(
  snapshot: Snapshot,
  winner: string,
  forced?: ForcedPromotion,
): Plan {
  const facts = factsOf(instanceNamed(snapshot, winner));
  const { members, waitFor, transactionsLost, ...asked } = forced ?? {};
  const { fence } = snapshot.recorded;
  // What the old primary holds alone may have been acknowledged: nobody may throw it away unasked.
  const waitedFor = forced ? 0 : fence?.waitedFor ?? lowestWaitFor(snapshot);
  const held = facts ? holdings(facts) : GtidSet.EMPTY;
  return {
    name: `Promote ${winner}`,
    incident: {
      kind: 'Failover',
      cause: fence?.reason ?? 'failover',
      evidence: primaryEvidence(snapshot).sentences,
      from: fence?.from ?? snapshot.recorded.primary,
      to: winner,
      waitedFor,
      downForMs: sinceFence(snapshot),
      // That none is known to be lost does not prove that none is.
      ...(forced
        ? { ...asked, transactionsLost: transactionsLost || undefined }
        : knownLoss(snapshot, winner)),
    },
    closesIncident: true,
    steps: [
      ...fetch(snapshot, winner, held, forced !== undefined),
      apply(winner, held),
      {
        do: 'Record',
        primary: winner,
        raiseTerm: true,
        members,
        waitFor,
        ...(forced ? { waitedFor } : {}),
      },
      ...lead(forced ? withMembers(snapshot, forced) : snapshot, winner),
      { do: 'ClearFence', closesIncident: true },
    ],
  };
}

/**
 * Where an acknowledged commit may be on the old primary alone, its binary logs are read if they can be, within a
 * deadline. Where commits waited for a replica none can be missing, unless a person goes on without the quorum.
 */
function fetch(
  snapshot: Snapshot,
  winner: string,
  holds: GtidSet,
  forced: boolean,
): readonly Step[] {
  const { primary: from = '' } = snapshot.recorded;
  const mayLack = forced || lowestWaitFor(snapshot) === 0;
  if (!mayLack || isFollowing(snapshot) || !volumeCanBeRead(snapshot, from)) {
    return [];
  }
  const seconds = FETCH_SECONDS;
  return [
    {
      do: 'Together',
      // More than the spec allows to lose must not be lost by going on without it.
      tolerant: forced || !tooMuch(snapshot, lossWith(snapshot, winner)),
      steps: [{ do: 'FetchLacking', instance: winner, from, holds, seconds }],
    },
  ];
}

/**
 * Where commits wait for nobody, what the old primary told last and the winner does not hold is given up. That is the
 * least: what it committed after that nobody knows, unless it is back, closed, and read like all others.
 */
function knownLoss(
  snapshot: Snapshot,
  winner: string,
): Pick<IncidentIntent, 'transactionsLost' | 'lostGtids'> {
  // What the winner lacks it has from there.
  if (outsideHasAll(snapshot)) return { transactionsLost: 0 };
  if (lowestWaitFor(snapshot) > 0) return {};
  if (holdsAllOfTheOld(snapshot, winner)) return { transactionsLost: 0 };
  const loss = lossWith(snapshot, winner);
  return !loss || loss.isEmpty()
    ? {}
    : { transactionsLost: loss.count(), lostGtids: String(loss) };
}

/** Whether the old primary answers, takes no writes any more, and holds nothing that the winner lacks. */
function holdsAllOfTheOld(snapshot: Snapshot, winner: string): boolean {
  const old = factsOf(primaryOf(snapshot));
  const facts = factsOf(instanceNamed(snapshot, winner));
  return (
    old !== undefined &&
    facts !== undefined &&
    isClosed(old) &&
    !old.gtidExecuted.isEmpty() &&
    holdings(facts).contains(old.gtidExecuted)
  );
}

function withMembers(
  snapshot: Snapshot,
  { members, waitFor }: ForcedPromotion,
): Snapshot {
  const { recorded } = snapshot;
  const synchronous = {
    members: [...members],
    waitFor,
    term: recorded.term ?? 0,
  };
  return { ...snapshot, recorded: { ...recorded, synchronous } };
}

/** A predecessor recorded the winner and went no further. */
export function completePromotion(snapshot: Snapshot): Plan {
  const winner = snapshot.recorded.primary ?? '';
  const { fence } = snapshot.recorded;
  return {
    name: `Finish the promotion of ${winner}`,
    incident: {
      kind: 'Failover',
      cause: fence?.reason ?? 'failover',
      evidence: ['the operator that began it did not finish it; this one did'],
      from: fence?.from,
      to: winner,
      waitedFor: fence?.waitedFor,
      downForMs: sinceFence(snapshot),
    },
    closesIncident: true,
    steps: [
      ...lead(snapshot, winner),
      { do: 'ClearFence', closesIncident: true },
    ],
  };
}

/** How long ago it began, for the record of an operator that did not begin it. */
function sinceFence({ recorded, takenAt }: Snapshot): number | undefined {
  return recorded.fence && takenAt - Date.parse(recorded.fence.since);
}

/** The recorded primary holds everything and takes writes again. */
export function resumePrimary(snapshot: Snapshot): Plan {
  const primary = snapshot.recorded.primary ?? '';
  return {
    name: `${primary} takes writes`,
    incident: isColdStart(snapshot)
      ? {
          kind: 'ColdStart',
          cause:
            'every instance had stopped; the primary on the record holds all that the others hold',
          evidence: snapshot.instances.map(whatItHolds),
          to: primary,
          downForMs: snapshot.heartbeatAgeMs,
        }
      : undefined,
    closesIncident: true,
    steps: lead(snapshot, primary),
  };
}
