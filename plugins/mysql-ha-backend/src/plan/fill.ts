import { Recovery, surplusOf } from '../diagnose';
import { factsOf, instanceNamed, Snapshot } from '../observe';
import { closed } from './closed';
import { Plan, Step } from './Plan';

/** An instance gets all its data anew. What it holds alone is put aside before, and nothing is destroyed until it is. */
export function fill(
  snapshot: Snapshot,
  recovery: Extract<Recovery, { kind: 'Clone' }>,
): Plan {
  const { instance, donor, keepBinlogs, closing } = recovery;
  const kept = keepBinlogs ? keep(snapshot, recovery) : undefined;
  const cause = recovery.cause ?? kept?.reason;
  return {
    name: `Fill ${instance} from ${donor}`,
    background: instance,
    ...(cause
      ? {
          incident: { kind: 'Rebuild', cause, evidence: [], to: instance },
          closesIncident: true,
        }
      : {}),
    steps: [
      ...(kept ? [kept] : []),
      ...(closing ? closed(donor) : []),
      { do: 'Clone', instance, donor },
    ],
  };
}

function keep(
  snapshot: Snapshot,
  { instance, heartbeatsOnly }: Extract<Recovery, { kind: 'Clone' }>,
): Extract<Step, { do: 'KeepBinlogs' }> {
  const facts = factsOf(instanceNamed(snapshot, instance));
  const alone = facts && surplusOf(snapshot, facts);
  return alone && !alone.isEmpty()
    ? {
        do: 'KeepBinlogs',
        instance,
        gtids: alone,
        reason: `${instance} holds ${
          heartbeatsOnly ? 'heartbeats' : 'transactions'
        } that the primary does not: ${alone}`,
        ...(heartbeatsOnly ? { heartbeatsOnly } : {}),
      }
    : {
        do: 'KeepBinlogs',
        instance,
        reason: `the data of ${instance} are not what the primary’s are`,
        ...(heartbeatsOnly ? { heartbeatsOnly } : {}),
      };
}
