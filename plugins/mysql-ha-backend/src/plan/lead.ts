import { isFollowing } from '../diagnose';
import { GtidSet } from '../mysql';
import { factsOf, holdings, instanceNamed, Snapshot } from '../observe';
import { apply } from './apply';
import { followers } from './followers';
import { Step } from './Plan';

/**
 * Step 6: semi-sync on with the recorded count first, then writable, then the term row. The first commit waits for
 * the other members, which are pointed at the new primary beside it; nobody else delays it.
 */
export function lead(snapshot: Snapshot, primary: string): Step[] {
  const waitFor = snapshot.recorded.synchronous?.waitFor ?? 0;
  const facts = factsOf(instanceNamed(snapshot, primary));
  const held = facts ? holdings(facts) : GtidSet.EMPTY;
  // Forgetting the source throws the relay log away: what was received and not applied must be applied before.
  const unapplied = facts !== undefined && !facts.gtidExecuted.contains(held);
  const ready: readonly Step[] = isFollowing(snapshot)
    ? [{ do: 'FollowOutside', instance: primary }]
    : [
        { do: 'ForgetSource', instance: primary },
        { do: 'SetSemiSync', instance: primary, waitFor },
        { do: 'MakeWritable', instance: primary },
      ];
  return [
    ...(unapplied ? [apply(primary, held)] : []),
    ...ready,
    {
      do: 'Together',
      tolerant: true,
      steps: [
        { do: 'Route' },
        ...firstCommit(snapshot, primary),
        ...followers(snapshot, primary, {
          isContained: theirs => held.contains(holdings(theirs)),
        }),
      ],
    },
  ];
}

/** What proves that it takes writes; a follower of a MySQL outside takes none. */
function firstCommit(snapshot: Snapshot, primary: string): readonly Step[] {
  return isFollowing(snapshot) ? [] : [{ do: 'WriteTerm', instance: primary }];
}
