import { Step } from '../plan';

/** A step in words, for the record of an incident and the log. */
export function describeStep(step: Step): string {
  switch (step.do) {
    case 'JournalFence':
      return 'journal the intent';
    case 'ClearFence':
      return 'close the journal';
    case 'Record':
      return step.primary
        ? `raise the term and record ${step.primary}`
        : `record ${[
            step.members && `members ${step.members.join(', ')}`,
            step.waitFor !== undefined && `count ${step.waitFor}`,
            // Where it is as high as the count, there is nothing to tell.
            step.lowestWaitFor !== undefined &&
              step.lowestWaitFor !== step.waitFor &&
              `${step.lowestWaitFor} hold what was before`,
          ]
            .filter(Boolean)
            .join(', ')}`;
    case 'StopReceiving':
      return `stop the receiver of ${step.instance}`;
    case 'StartReplica':
      return `start replication of ${step.instance}${
        step.acknowledge ? ', acknowledging' : ''
      }`;
    case 'Follow':
      return `point ${step.instance} at ${step.source}${
        step.next ? ' with the next password' : ''
      }`;
    case 'ForgetSource':
      return `remove the source of ${step.instance}`;
    case 'Apply':
      return `apply on ${step.instance} what it received`;
    case 'ProveHolds':
      return `wait until ${step.instances.join(', ')} hold${
        step.instances.length === 1 ? 's' : ''
      } what ${step.of} holds`;
    case 'SetSemiSync':
      return step.waitFor > 0
        ? `${step.instance}: commits wait for ${step.waitFor}`
        : `${step.instance}: semi-sync off`;
    case 'MakeWritable':
      return `make ${step.instance} writable`;
    case 'MakeReadOnly':
      return `make ${step.instance} read-only`;
    case 'WriteTerm':
      return `first commit on ${step.instance}`;
    case 'WriteMembers':
      return `write the members into MySQL, on ${step.instance}`;
    case 'Fence':
      return `close ${step.instance} to clients`;
    case 'LiftOfflineMode':
      return `open ${step.instance} to clients`;
    case 'FollowOutside':
      return `point ${step.instance} at the MySQL outside`;
    case 'Clone':
      return `clone ${step.donor} to ${step.instance}`;
    case 'KeepBinlogs':
      return step.gtids
        ? `put aside what ${step.instance} holds alone`
        : `put the binlogs of ${step.instance} aside`;
    case 'FetchLacking':
      return `apply on ${step.instance} what only the volume of ${step.from} holds`;
    case 'Route':
      return 'route the Services';
    case 'DeletePod':
      return `restart pod ${step.instance}`;
    case 'RepairCredentials':
      return `repair the system users on ${step.instance}`;
    case 'OfferPasswords':
      return 'offer next passwords beside those that hold';
    case 'RenewPasswords':
      return `let the accounts log in with both, on ${step.instance}`;
    case 'AdoptPasswords':
      return 'write the new passwords in the place of the old ones';
    case 'DiscardPasswords':
      return `take the old passwords back, on ${step.instance}`;
    case 'MarkFenced':
      return `record that ${step.instance} is closed on purpose`;
    case 'UnmarkFenced':
      return `record that ${step.instance} may be open`;
    case 'EndOperation':
      return `record how ${step.operation} ended`;
    case 'Together':
      return 'several steps side by side';
    default:
      return step satisfies never;
  }
}
