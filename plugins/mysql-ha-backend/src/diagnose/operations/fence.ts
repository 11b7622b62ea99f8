import {
  factsOf,
  instanceNamed,
  isClosed,
  isFencedOnPurpose,
  OperationRequest,
  Snapshot,
} from '../../observe';
import { leadsWell } from '../leadsWell';
import { done, refuse, Verdict, wait } from './Verdict';
import { unknownInstance } from './whyNotLead';

/** Closes an instance to clients until it is unfenced; the mark is on the record, so that it outlives every restart. */
export function fence(snapshot: Snapshot, request: OperationRequest): Verdict {
  const name = request.target ?? '';
  const instance = instanceNamed(snapshot, name);
  if (!instance) return refuse(`${unknownInstance(snapshot, name)}.`);
  const { primary, fence: underWay } = snapshot.recorded;
  if (isFencedOnPurpose(snapshot, name)) {
    if (!request.begun) return refuse(`${name} is fenced already.`);
    const facts = factsOf(instance);
    if (!facts)
      return done(`${name} does not answer; it is closed as soon as it does.`);
    return isClosed(facts) && facts.offlineMode
      ? done(`${name} is closed to clients until it is unfenced.`)
      : wait(`${name} is being closed.`);
  }
  if (underWay) return wait(`A failover is under way (${underWay.reason}).`);
  if (instance.task) {
    return refuse(
      `${name} is being filled, and no client reaches it: wait until it is a member again.`,
    );
  }
  return {
    say: 'Act',
    stages: [
      {
        kind: 'FenceOnPurpose',
        instance: name,
        reason: request.reason ?? `${request.requestedBy} asked for it`,
      },
    ],
    notes: [
      name === primary
        ? `Writes stop until ${name} is unfenced: nobody takes its place meanwhile, also if it dies.`
        : `${name} takes no reads until it is unfenced; it goes on replicating and acknowledging, and does not become the primary.`,
    ],
    journal: {},
  };
}

/** Opens an instance again that was fenced on purpose. */
export function unfence(
  snapshot: Snapshot,
  request: OperationRequest,
): Verdict {
  const name = request.target ?? '';
  const instance = instanceNamed(snapshot, name);
  if (isFencedOnPurpose(snapshot, name)) {
    return {
      say: 'Act',
      stages: [{ kind: 'UnfenceOnPurpose', instance: name }],
      journal: {},
    };
  }
  if (!instance) return refuse(`${unknownInstance(snapshot, name)}.`);
  if (!request.begun) {
    return refuse(
      `${name} is not fenced on purpose, so there is nothing to lift; what the engine closed it opens by itself.`,
    );
  }
  const facts = factsOf(instance);
  if (!facts)
    return done(`${name} does not answer; it is open as soon as it does.`);
  const open =
    !facts.offlineMode &&
    (name !== snapshot.recorded.primary || leadsWell(snapshot));
  return open
    ? done(`${name} is open again.`)
    : wait(`${name} is opened as soon as it is safe.`);
}
