import {
  factsOf,
  instanceNamed,
  membersOf,
  OperationRequest,
  primaryOf,
  Snapshot,
} from '../../observe';
import { Recovery } from '../Finding';
import { refill } from '../refill';
import { isCurrentReplica } from '../replication';
import { relayOf, sourceOf } from '../sources';
import { surplusOf } from '../surplus';
import { done, refuse, Verdict, wait } from './Verdict';
import { unknownInstance } from './whyNotLead';

/** How long a filled instance may take to catch up before the operation ends without it, in milliseconds. */
const CATCH_UP_MS = 60 * 60_000;

/** Fills a replica anew from a current peer; what it holds alone is put aside first. */
export function rebuild(
  snapshot: Snapshot,
  request: OperationRequest,
): Verdict {
  const name = request.target ?? '';
  const instance = instanceNamed(snapshot, name);
  const { primary = '', fence } = snapshot.recorded;
  if (!instance) return refuse(`${unknownInstance(snapshot, name)}.`);
  if (name === primary) {
    return refuse(
      `${name} is the primary, and what it holds is the data: ask for a Switchover first, then rebuild it.`,
    );
  }
  if (fence) return wait(`A failover is under way (${fence.reason}).`);
  if (instance.task) return wait(instance.task.message);
  const facts = factsOf(instance);
  const current =
    facts !== undefined && isCurrentReplica(snapshot, instance, facts);
  const member = membersOf(snapshot).includes(name);
  if (request.journal.cloned) {
    if (current && (member || relayOf(snapshot, name))) {
      return done(
        `${name} was filled from ${request.journal.cloned} and ${
          member ? 'is a member' : `receives from ${sourceOf(snapshot, name)}`
        } again.`,
      );
    }
    return request.forMs > CATCH_UP_MS
      ? refuse(
          `${name} was filled from ${request.journal.cloned}, but does not serve again since: its message says why.`,
        )
      : wait(`${name} is filled, and catches up with ${primary}.`);
  }
  if (!factsOf(primaryOf(snapshot))) {
    return refuse(
      `${primary} does not answer, so nobody knows what ${name} would have to hold: wait until the cluster has a primary again.`,
    );
  }
  if (!facts) {
    return request.begun
      ? wait(`${name} does not answer yet.`)
      : refuse(
          `${name} does not answer, and a stopped server can’t be filled: see what keeps it from running (kubectl describe pod -n ${snapshot.namespace} ${name}), or ask for a Restart.`,
        );
  }
  if (member && current && isOnlyOneThatAcknowledges(snapshot)) {
    return refuse(
      `${name} is the only replica, and each commit waits for it (durability Required), so writes would wait for as long as it is filled: set spec.instances to 3 first, then rebuild it.`,
    );
  }
  const surplus = surplusOf(snapshot, facts);
  const holdsMore = surplus !== undefined && !surplus.isEmpty();
  const { recovery, donor } = refill(snapshot, name, holdsMore);
  if (!recovery || !donor) {
    return wait(`${name} waits for a donor that is free.`);
  }
  const clone: Recovery = {
    kind: 'Clone',
    instance: name,
    donor,
    keepBinlogs: holdsMore,
    ...(recovery.kind === 'Clone' && recovery.closing ? { closing: true } : {}),
    cause: request.reason ?? `${request.requestedBy} asked for it`,
  };
  return {
    say: 'Act',
    stages: recovery.kind === 'Clone' ? [clone] : [recovery, clone],
    notes: holdsMore
      ? [
          `${surplus.count()} transactions that only ${name} holds are kept in its binlogs, which are put aside on its volume: ${surplus}.`,
        ]
      : [],
    journal: {},
  };
}

function isOnlyOneThatAcknowledges(snapshot: Snapshot): boolean {
  return (
    membersOf(snapshot).length === 2 &&
    (snapshot.recorded.synchronous?.waitFor ?? 0) > 0
  );
}
