import { isFollowing, surplusOf } from '../diagnose';
import { Snapshot } from '../observe';
import { follow, followers } from './followers';
import { Plan, Step } from './Plan';

/** How long the successor may take to hold what the old primary held when it stopped, in seconds. */
const CATCH_UP_SECONDS = 5;

/**
 * Hands the role on while everything is well. The old primary stops taking writes, the successor catches up, the
 * term rises, the successor leads. Until the term has risen everything can be put back.
 */
export function switchover(
  snapshot: Snapshot,
  to: string,
  reason: string,
): Plan {
  if (isFollowing(snapshot)) return handFollowingOn(snapshot, to, reason);
  const from = snapshot.recorded.primary ?? '';
  const waitFor = snapshot.recorded.synchronous?.waitFor ?? 0;
  // Clients that stayed connected would only see read-only errors: they are sent away to reconnect. It is opened again by
  // a later look (`diagnose/problems/oldPrimaryClosed.ts`), which nothing has to wait for.
  const stepDown: Step = {
    do: 'Together',
    tolerant: true,
    steps: [
      [
        { do: 'Fence', instance: from, drained: true },
        follow(snapshot, from, to),
      ],
    ],
  };
  const takeOver: readonly Step[] = [
    { do: 'ForgetSource', instance: to },
    { do: 'SetSemiSync', instance: to, waitFor },
    { do: 'MakeWritable', instance: to },
    {
      do: 'Together',
      tolerant: true,
      steps: [
        { do: 'Route' },
        { do: 'WriteTerm', instance: to },
        ...followers(snapshot, to, {
          except: from,
          isContained: theirs => surplusOf(snapshot, theirs)?.isEmpty() ?? true,
        }),
      ],
    },
  ];
  return {
    name: `Switch over from ${from} to ${to}: ${reason}`,
    incident: { kind: 'Switchover', cause: reason, evidence: [], from, to },
    closesIncident: true,
    steps: [
      { do: 'MakeReadOnly', instance: from },
      {
        do: 'ProveHolds',
        instances: [to],
        of: from,
        seconds: CATCH_UP_SECONDS,
      },
      { do: 'Record', primary: to, raiseTerm: true },
      // The replicas that leave the old primary wake it while it turns semi-sync off: begun after they left, that takes
      // a second in which it keeps clients waiting instead of turning them away.
      { do: 'Together', tolerant: false, steps: [stepDown, takeOver] },
    ],
    // If it restarted meanwhile, semi-sync is off there: writable alone it would acknowledge what nobody else holds.
    undo: [
      { do: 'SetSemiSync', instance: from, waitFor },
      { do: 'MakeWritable', instance: from },
    ],
  };
}

/** Nobody writes in a cluster that follows, so nothing has to wait: what the successor lacks it fetches from outside. */
function handFollowingOn(snapshot: Snapshot, to: string, reason: string): Plan {
  const from = snapshot.recorded.primary ?? '';
  return {
    name: `Switch over from ${from} to ${to}: ${reason}`,
    incident: { kind: 'Switchover', cause: reason, evidence: [], from, to },
    closesIncident: true,
    steps: [
      { do: 'Record', primary: to, raiseTerm: true },
      { do: 'FollowOutside', instance: to },
      {
        do: 'Together',
        tolerant: true,
        steps: [
          { do: 'Route' },
          follow(snapshot, from, to),
          ...followers(snapshot, to, {
            except: from,
            isContained: theirs =>
              surplusOf(snapshot, theirs)?.isEmpty() ?? true,
          }),
        ],
      },
    ],
  };
}
