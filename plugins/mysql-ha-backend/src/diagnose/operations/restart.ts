import {
  factsOf,
  InstanceSnapshot,
  instanceNamed,
  isFencedOnPurpose,
  OperationRequest,
  Snapshot,
} from '../../observe';
import { Recovery } from '../Finding';
import { leadsWell } from '../leadsWell';
import { currentMembers, isCurrentReplica } from '../replication';
import { switchover, whyNotNow } from './switchover';
import { done, refuse, Verdict, wait } from './Verdict';
import { unknownInstance } from './whyNotLead';

/** How long a restarted instance may take to serve again before the operation ends without it, in milliseconds. */
const BACK_MS = 10 * 60_000;

/** Restarts an instance; one that leads hands over first, unless it is alone. */
export function restart(
  snapshot: Snapshot,
  request: OperationRequest,
): Verdict {
  const name = request.target ?? '';
  const instance = instanceNamed(snapshot, name);
  const { primary, fence } = snapshot.recorded;
  if (!instance) return refuse(`${unknownInstance(snapshot, name)}.`);
  if (request.begun && instance.pod?.uid !== request.journal.pod) {
    return back(snapshot, request, instance);
  }
  if (!instance.pod) {
    return refuse(`${name} has no pod now: Kubernetes is making one already.`);
  }
  if (instance.pod.deleting) {
    return request.begun
      ? wait(`${name} is stopping.`)
      : refuse(`${name} is being restarted already.`);
  }
  if (fence) return wait(`A failover is under way (${fence.reason}).`);
  if (instance.task) {
    return refuse(
      `${name} is being filled, and a restart would make it begin anew: wait until it is a member again.`,
    );
  }
  const stop: Recovery = {
    kind: 'RestartPod',
    instance: name,
    reason: request.reason ?? `${request.requestedBy} asked for it`,
  };
  const journal = { pod: instance.pod.uid };
  if (name !== primary) {
    return asReplica(snapshot, request, instance, stop, journal);
  }
  if (snapshot.instances.length === 1) {
    const notes = [`Writes wait until ${name} is back.`];
    return { say: 'Act', stages: [stop], notes, journal };
  }
  if (!factsOf(instance)) {
    return refuse(
      `${name} leads and does not answer: the engine sees to it by itself. If it is lost, ask for a Failover.`,
    );
  }
  const handOver =
    whyNotNow(snapshot) ??
    switchover(snapshot, { ...request, begun: false, target: undefined });
  if (handOver.say !== 'Act') return handOver;
  return { ...handOver, stages: [handOver.stages[0], stop], journal };
}

function asReplica(
  snapshot: Snapshot,
  request: OperationRequest,
  instance: InstanceSnapshot,
  stop: Recovery,
  journal: Readonly<Record<string, string>>,
): Verdict {
  const { name } = instance;
  const waitFor = snapshot.recorded.synchronous?.waitFor ?? 0;
  const current = currentMembers(snapshot);
  const left = current.filter(other => other !== name).length;
  if (!current.includes(name) || left >= waitFor) {
    return { say: 'Act', stages: [stop], journal };
  }
  if (snapshot.instances.length === 2) {
    const notes = [
      `Writes wait until ${name} is back, as it is the only replica and each commit waits for it.`,
    ];
    return { say: 'Act', stages: [stop], notes, journal };
  }
  const why = `Without ${name} only ${left} of the ${waitFor} replicas that a commit waits for would be left, so writes would wait`;
  return request.begun
    ? wait(`${why}: it restarts as soon as the others are current again.`)
    : refuse(`${why}: bring the other replicas back first.`);
}

function back(
  snapshot: Snapshot,
  { forMs }: OperationRequest,
  instance: InstanceSnapshot,
): Verdict {
  const { name } = instance;
  const { primary } = snapshot.recorded;
  const facts = factsOf(instance);
  // Nothing is repaired while a person keeps the primary closed, and the Unfence may wait for this to end.
  if (facts && isFencedOnPurpose(snapshot, primary)) {
    return done(
      `${name} was restarted and answers; it serves once ${primary} is unfenced.`,
    );
  }
  const serves =
    facts !== undefined &&
    (name === primary
      ? leadsWell(snapshot)
      : isCurrentReplica(snapshot, instance, facts));
  if (serves) return done(`${name} was restarted and serves again.`);
  return forMs > BACK_MS
    ? refuse(
        `${name} was restarted and does not serve ${
          BACK_MS / 60_000
        } minutes later: kubectl describe pod -n ${snapshot.namespace} ${name}`,
      )
    : wait(`${name} was restarted and is on its way back.`);
}
