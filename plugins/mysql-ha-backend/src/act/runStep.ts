import { holdings } from '../observe';
import { Step } from '../plan';
import { ActContext } from './ActContext';
import { fence } from './fence';
import { fetchLacking } from './fetchLacking';
import { keepBinlogs } from './keepBinlogs';

/** Carries out one step. Each is safe to repeat. */
export async function runStep(
  step: Exclude<Step, { do: 'Together' }>,
  context: ActContext,
): Promise<void> {
  switch (step.do) {
    case 'JournalFence':
      return context.record({
        fence: {
          reason: step.reason,
          evenIfAlive: step.evenIfAlive,
          from: step.from,
          waitedFor: step.waitedFor,
        },
      });
    case 'ClearFence':
      return step.closesIncident
        ? context.closeIncident({ fence: null })
        : context.record({ fence: null });
    case 'Record':
      return context.record({
        primary: step.primary,
        raiseTerm: step.raiseTerm,
        aboveTerm: step.aboveTerm,
        members: step.members,
        waitFor: step.waitFor,
        lowestWaitFor: step.lowestWaitFor,
        waitedFor: step.waitedFor,
      });
    case 'StopReceiving':
      return context.instance(step.instance).stopReceiving();
    case 'StartReplica':
      return context
        .instance(step.instance)
        .startReceiving({ acknowledge: step.acknowledge });
    case 'Follow':
      return follow(step, context);
    case 'ForgetSource':
      return context.instance(step.instance).forgetSource();
    case 'Apply':
      await context.instance(step.instance).startApplying();
      return context
        .instance(step.instance)
        .waitForApplied(step.set, step.seconds);
    case 'ProveHolds':
      return proveHolds(step, context);
    case 'SetSemiSync':
      return context.instance(step.instance).setSemiSyncSource(step.waitFor);
    case 'MakeWritable':
      return context.instance(step.instance).makeWritable();
    case 'MakeReadOnly':
      return context.instance(step.instance).makeReadOnly();
    case 'WriteTerm':
      return context.instance(step.instance).writeTerm(context.term());
    case 'WriteMembers':
      return context.instance(step.instance).writeMembers(context.members());
    case 'Fence':
      return fence(step, context);
    case 'LiftOfflineMode':
      return context.instance(step.instance).liftOfflineMode();
    case 'Clone':
      return context
        .instance(step.instance)
        .cloneFrom(
          step.outside
            ? context.outsideSource()
            : context.cloneDonor(step.donor),
        );
    case 'FollowOutside':
      return followOutside(step.instance, context);
    case 'KeepBinlogs':
      return keepBinlogs(step, context);
    case 'FetchLacking':
      return fetchLacking(step, context);
    case 'Route':
      return context.route();
    case 'DeletePod':
      return context.deletePod(step.instance);
    case 'MarkFenced':
      return context.record({
        markFenced: { name: step.instance, reason: step.reason },
      });
    case 'UnmarkFenced':
      return context.record({ unmarkFenced: step.instance });
    case 'EndOperation':
      return context.endOperation(step.operation, step.phase, step.message);
    case 'OfferPasswords':
      return context.passwords.offer(step.id);
    case 'RenewPasswords':
      return context.passwords.renew(step.instance);
    case 'AdoptPasswords':
      return context.passwords.adopt();
    case 'DiscardPasswords':
      return context.passwords.discard(step.instance);
    case 'RepairCredentials':
      return context
        .supervisor(step.instance)
        .repairCredentials({ logged: step.logged });
    default:
      throw new Error(`No such step: ${JSON.stringify(step satisfies never)}`);
  }
}

async function follow(
  step: Extract<Step, { do: 'Follow' }>,
  context: ActContext,
): Promise<void> {
  const { instance, acknowledge } = step;
  const source = step.next
    ? context.nextReplicationSource(step.source)
    : context.replicationSource(step.source);
  await context.instance(instance).followSource(source, { acknowledge });
  context.gaveSource(instance, source);
}

async function proveHolds(
  step: Extract<Step, { do: 'ProveHolds' }>,
  context: ActContext,
): Promise<void> {
  const held = holdings(await context.readFacts(step.of));
  await Promise.all(
    step.instances.map(name =>
      context.instance(name).waitForApplied(held, step.seconds),
    ),
  );
}

/** An acknowledgement would count outside, where nobody reckons with it: the switch stays off (design invariant 11). */
async function followOutside(
  instance: string,
  context: ActContext,
): Promise<void> {
  const source = context.outsideSource();
  await context.instance(instance).followSource(source, { acknowledge: false });
  context.gaveOutside(instance, source);
}
