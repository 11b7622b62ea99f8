import { elect, readableMembers } from '../../diagnose';
import { reachable } from '../../observe';
import { planFor } from '../../plan';
import { Plant } from '../operator';
import { countsRelayed, pretendedFence } from './broken';
import {
  withAnsweringMembers,
  withEmptyVoters,
  withMembers,
  withNextTaken,
  withOtherErrors,
  withoutTasks,
} from './otherwise';
import { stubbornBeside, stubbornCommand } from './stubborn';
import { after, first, planning, seeing, verb, without } from './swap';

/** Bugs that the simulator must find, each by what is wrong. */
export const PLANTS: Readonly<Record<string, Plant>> = {
  'the fence is skipped: receivers go on while the record says that they stopped':
    pretendedFence(),
  'a winner is elected before the receivers stop': planning(
    ['BeginFailover'],
    (plan, snapshot) => {
      const { winner } = elect(
        snapshot,
        readableMembers(snapshot).filter(
          ({ instance }) => instance.name !== snapshot.recorded.primary,
        ),
      );
      if (!winner) return plan;
      const promotion = planFor(snapshot, {
        kind: 'Promote',
        winner: winner.instance.name,
      });
      return {
        ...promotion,
        steps: [
          ...plan.steps.filter(step => step.do === 'JournalFence'),
          ...promotion.steps,
        ],
      };
    },
  ),
  'the quorum counts what the spec asks for': seeing(snapshot =>
    withMembers(
      snapshot,
      snapshot.instances.filter(i => i.wanted).map(({ name }) => name),
    ),
  ),
  'the quorum counts only who answers': seeing(withAnsweringMembers),
  'an empty instance, or one that is being cloned, votes':
    seeing(withEmptyVoters),
  'whoever is back first after a full outage seeds': seeing(snapshot =>
    reachable(snapshot.instances).length === 1
      ? withAnsweringMembers(snapshot)
      : snapshot,
  ),
  'a stalled operator goes on as if nobody had taken over': stubbornCommand(),
  'a supervisor never fences itself': { timings: { selfFence: Infinity } },
  'the count falls before the record says so': planning(
    ['RemoveMember'],
    plan => first(plan, 'SetSemiSync'),
  ),
  'a newcomer is recorded before it is proved to hold everything': planning(
    ['AddMember'],
    plan => first(plan, 'Record'),
  ),
  'members leave although only they hold what they acknowledged': planning(
    ['RemoveMember'],
    plan => without(plan, 'ProveHolds', 'WriteTerm'),
  ),
  'a mysqld with a waiting commit is stopped by SIGTERM': {
    behaviour: { supervisorSparesWaiting: false },
  },
  'the fence turns semi-sync off before it ends the sessions': verb(
    instance => ({
      fence: async () => {
        await instance.setSemiSyncSource(0);
        await instance.fence();
      },
    }),
  ),
  'semi-sync comes late on the winner': planning(
    ['Promote', 'CompletePromotion', 'ResumePrimary'],
    plan => after(plan, 'SetSemiSync', 'MakeWritable'),
  ),
  'the winner leads before it has applied what it received': planning(
    ['Promote', 'CompletePromotion', 'ResumePrimary'],
    plan => without(plan, 'Apply'),
  ),
  'whoever is no member acknowledges too': verb(instance => ({
    followSource: source =>
      instance.followSource(source, { acknowledge: true }),
    startReceiving: () => instance.startReceiving({ acknowledge: true }),
  })),
  'who stands below a relay counts': countsRelayed(),
  'a follower acknowledges to its source outside': verb(instance => ({
    followSource: (source, options) =>
      instance.followSource(source, {
        acknowledge: options.acknowledge || source.host.startsWith('outside'),
      }),
  })),
  'relay logs are not synced': { behaviour: { syncsRelayLog: false } },
  'mysqld boots writable': { behaviour: { bootsReadOnly: false } },
  'the term stays when the primary changes': {
    context: context => ({
      ...context,
      record: change => context.record({ ...change, raiseTerm: false }),
    }),
  },
  'a switchover hands over while the old primary takes writes': planning(
    ['Switchover'],
    plan => without(plan, 'MakeReadOnly', 'ProveHolds'),
  ),
  'a switchover hands over before the successor holds everything': planning(
    ['Switchover'],
    plan => without(plan, 'ProveHolds'),
  ),
  'what runs beside the loop goes on after another operator took over':
    stubbornBeside(),
  'an instance that is being filled counts as any other': seeing(withoutTasks),
  'a channel that was left half made is left as it is': seeing(withOtherErrors),
  'a late write of passwords undoes what a successor wrote': {
    applied: object =>
      object.kind === 'Secret'
        ? {
            ...object,
            metadata: { ...object.metadata, resourceVersion: undefined },
          }
        : object,
  },
  'an operator takes its own slowness for that of its primary': {
    lateMs: () => 0,
  },
  'new passwords are adopted before each server takes them':
    seeing(withNextTaken),
};
