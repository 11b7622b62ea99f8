import { Recovery } from '../diagnose';
import { factsOf, instanceNamed, Snapshot } from '../observe';
import { addMember } from './addMember';
import { closed } from './closed';
import { fill } from './fill';
import { Plan } from './Plan';
import { correctRecord } from './correctRecord';
import { removeMember } from './removeMember';
import { abandonFence, beginFailover } from './fence';
import {
  bootstrap,
  completePromotion,
  promote,
  resumePrimary,
} from './promotion';
import { switchover } from './switchover';
import { changeWaitFor, confirmCaughtUp } from './waitFor';

/** The steps of a recovery. Pure. */
export function planFor(snapshot: Snapshot, recovery: Recovery): Plan {
  switch (recovery.kind) {
    case 'Bootstrap':
      return bootstrap(recovery);
    case 'CorrectRecord':
      return correctRecord(recovery);
    case 'BeginFailover':
      return beginFailover(
        snapshot,
        recovery.reason,
        recovery.evidence,
        recovery.evenIfAlive,
      );
    case 'Promote':
      return promote(snapshot, recovery.winner, recovery.forced);
    case 'CompletePromotion':
      return completePromotion(snapshot);
    case 'AbandonFence':
      return abandonFence(snapshot, recovery.reason);
    case 'ResumePrimary':
      return resumePrimary(snapshot);
    case 'Switchover':
      return switchover(snapshot, recovery.to, recovery.reason);
    case 'AddMember':
      return addMember(snapshot, recovery.instance);
    case 'RemoveMember':
      return removeMember(snapshot, recovery.instance);
    case 'ChangeWaitFor':
      return changeWaitFor(snapshot, recovery.waitFor);
    case 'ConfirmCaughtUp':
      return confirmCaughtUp(snapshot);
    case 'WriteMembers':
      return one('Write the members into MySQL', {
        do: 'WriteMembers',
        instance: recovery.instance,
      });
    case 'Fence':
      return (recovery.beside ? beside : one)(`Close ${recovery.instance}`, {
        do: 'Fence',
        instance: recovery.instance,
      });
    case 'RestartReceivers':
      return {
        name: 'Start receivers anew, so that they reach the primary or lose it',
        steps: [
          {
            do: 'Together',
            tolerant: true,
            steps: recovery.replicas.map(replica => ({
              do: 'StartReplica',
              ...replica,
            })),
          },
        ],
      };
    case 'CorrectSemiSync':
      return {
        name: 'Bring semi-sync to what is recorded',
        steps: [
          {
            do: 'SetSemiSync',
            instance: primaryName(snapshot),
            waitFor: snapshot.recorded.synchronous?.waitFor ?? 0,
          },
        ],
      };
    case 'ForgetSource':
      return one(`Remove the source of ${recovery.instance}`, {
        do: 'ForgetSource',
        instance: recovery.instance,
      });
    case 'LiftOfflineMode':
      return one(`Open ${recovery.instance} for reads`, {
        do: 'LiftOfflineMode',
        instance: recovery.instance,
      });
    case 'FollowOutside':
      return one(`Point ${recovery.instance} at the MySQL outside`, {
        do: 'FollowOutside',
        instance: recovery.instance,
      });
    case 'CloneOutside':
      return {
        name: `Fill ${recovery.instance} from ${recovery.donor}`,
        background: recovery.instance,
        steps: [
          {
            do: 'Clone',
            instance: recovery.instance,
            donor: recovery.donor,
            outside: true,
          },
        ],
      };
    case 'Clone':
      return fill(snapshot, recovery);
    case 'CloseForClone':
      return {
        name: `Close ${recovery.instance}, so that the clone from it can end`,
        steps: closed(recovery.instance),
      };
    case 'Follow':
      return one(
        `Point ${recovery.instance} at ${
          recovery.source ?? primaryName(snapshot)
        }`,
        {
          do: 'Follow',
          instance: recovery.instance,
          source: recovery.source ?? primaryName(snapshot),
          acknowledge: recovery.acknowledge,
        },
      );
    case 'StartReplica':
      return one(`Start replication of ${recovery.instance}`, {
        do: 'StartReplica',
        instance: recovery.instance,
        acknowledge: recovery.acknowledge,
      });
    case 'RestartPod':
      return one(`Restart ${recovery.instance}`, {
        do: 'DeletePod',
        instance: recovery.instance,
      });
    case 'FenceOnPurpose':
      return {
        name: `Fence ${recovery.instance}: ${recovery.reason}`,
        steps: [
          {
            do: 'MarkFenced',
            instance: recovery.instance,
            reason: recovery.reason,
          },
          // One that does not answer is closed by the first look at which it does.
          ...(factsOf(instanceNamed(snapshot, recovery.instance))
            ? [{ do: 'Fence', instance: recovery.instance } as const]
            : []),
          { do: 'Route' },
        ],
      };
    case 'UnfenceOnPurpose':
      return one(`Unfence ${recovery.instance}`, {
        do: 'UnmarkFenced',
        instance: recovery.instance,
      });
    case 'EndOperation':
      return one(`End ${recovery.operation}`, {
        do: 'EndOperation',
        operation: recovery.operation,
        phase: recovery.phase,
        message: recovery.message,
      });
    case 'OfferPasswords':
      return beside('Offer next passwords', {
        do: 'OfferPasswords',
        id: recovery.id,
      });
    case 'RenewPasswords':
      return beside('Let the accounts take the next passwords', {
        do: 'RenewPasswords',
        instance: recovery.instance,
      });
    case 'RenewReceiver':
      return one(
        `Give the receiver of ${recovery.instance} its next password`,
        {
          do: 'Follow',
          instance: recovery.instance,
          source: recovery.source,
          acknowledge: recovery.acknowledge,
          next: true,
        },
      );
    case 'AdoptPasswords':
      return beside('Adopt the next passwords', { do: 'AdoptPasswords' });
    case 'DiscardPasswords':
      return beside('Take the old passwords back', {
        do: 'DiscardPasswords',
        instance: recovery.instance,
      });
    case 'RepairCredentials':
      return one(`Repair the system users on ${recovery.instance}`, {
        do: 'RepairCredentials',
        instance: recovery.instance,
        logged: recovery.instance === snapshot.recorded.primary,
      });
    default:
      return unreachable(recovery);
  }
}

function one(name: string, step: Plan['steps'][number]): Plan {
  return { name, steps: [step] };
}

function beside(name: string, step: Plan['steps'][number]): Plan {
  return { ...one(name, step), beside: true };
}

function primaryName(snapshot: Snapshot): string {
  return snapshot.recorded.primary ?? '';
}

function unreachable(recovery: never): never {
  throw new Error(`No plan for ${JSON.stringify(recovery)}`);
}
