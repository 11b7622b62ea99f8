import {
  factsOf,
  hasEnoughReplicas,
  isFencedOnPurpose,
  isWritable,
  OperationRequest,
  primaryOf,
  Snapshot,
} from '../../observe';
import { bestSuccessor } from '../bestSuccessor';
import { followsOutside, isFollowing } from '../following';
import { leadsWell } from '../leadsWell';
import { done, refuse, Verdict, wait } from './Verdict';
import { whyNotLead } from './whyNotLead';

/** How long a switchover may be tried, also by a later operator, before it is given up; in milliseconds. */
const DEADLINE_MS = 30_000;

/** Hands the primary’s role on while everything is well. */
export function switchover(
  snapshot: Snapshot,
  request: OperationRequest,
): Verdict {
  const { primary = '', term = 0 } = snapshot.recorded;
  if (request.begun) {
    const { from, to } = request.journal;
    if (term > Number(request.journal.term)) {
      return primary === to
        ? handedOver(snapshot, to)
        : refuse(
            `${primary} leads since term ${term}: it became the primary by other means while the switchover to ${to} was under way.`,
          );
    }
    if (request.forMs > DEADLINE_MS) {
      return refuse(
        `It could not be finished within ${
          DEADLINE_MS / 1000
        } s and was given up: ${from} goes on as the primary.`,
      );
    }
  }
  const obstacle = whyNotNow(snapshot);
  if (obstacle) return obstacle;
  const to =
    request.target ??
    request.journal.to ??
    bestSuccessor(
      snapshot,
      ({ name, wanted }) => wanted && !isFencedOnPurpose(snapshot, name),
    );
  if (to === undefined) {
    const reasons = snapshot.instances
      .filter(({ name }) => name !== primary)
      .map(({ name }) => whyNotLead(snapshot, name))
      .filter(reason => reason !== undefined);
    return refuse(
      reasons.length > 0
        ? `No instance can take over from ${primary}: ${reasons.join('; ')}.`
        : `There is no instance that could take over from ${primary}: set spec.instances to 2 or more.`,
    );
  }
  const why = whyNotLead(snapshot, to);
  if (why) return refuse(`${why}.`);
  return {
    say: 'Act',
    stages: [
      {
        kind: 'Switchover',
        to,
        reason: request.reason ?? `${request.requestedBy} asked for it`,
      },
    ],
    journal: { from: primary, to, term: String(term) },
  };
}

/** Why the role can't be handed on at all now, whoever it would go to. */
export function whyNotNow(snapshot: Snapshot): Verdict | undefined {
  const { primary = '', fence } = snapshot.recorded;
  if (fence) {
    return wait(`A failover is under way (${fence.reason}); it goes first.`);
  }
  if (isFencedOnPurpose(snapshot, primary)) {
    return refuse(`${primary} is fenced on purpose: ask for Unfence first.`);
  }
  const facts = factsOf(primaryOf(snapshot));
  if (!facts) {
    return refuse(
      `${primary} does not answer, and only a primary that is well can hand over: ask for a Failover instead.`,
    );
  }
  if (isFollowing(snapshot)) {
    return followsOutside(snapshot)
      ? undefined
      : wait(`${primary} does not follow the MySQL outside yet.`);
  }
  if (!isWritable(facts) || facts.offlineMode) {
    return wait(`${primary} does not take writes yet.`);
  }
  return !hasEnoughReplicas(facts)
    ? refuse(
        `Writes on ${primary} wait now, as fewer replicas are connected than a commit waits for, so it can’t be drained: bring the missing replicas back first.`,
      )
    : undefined;
}

function handedOver(snapshot: Snapshot, to: string): Verdict {
  return leadsWell(snapshot) && !snapshot.recorded.fence
    ? done(`${to} is the primary since term ${snapshot.recorded.term}.`)
    : wait(
        `${to} is recorded as the primary and ${
          isFollowing(snapshot)
            ? 'is being pointed at the MySQL outside'
            : 'is being opened for writes'
        }.`,
      );
}
