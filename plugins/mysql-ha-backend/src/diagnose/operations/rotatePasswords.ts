import {
  factsOf,
  hasEnoughReplicas,
  InstanceSnapshot,
  isWritable,
  OperationRequest,
  primaryOf,
  RotatingInstance,
  reachable,
  RotationView,
  Snapshot,
} from '../../observe';
import { Recovery } from '../Finding';
import { isCurrentReplica, shouldAcknowledge } from '../replication';
import { sourceOf } from '../sources';
import { done, refuse, Verdict, wait } from './Verdict';

/** How long it may take before the operation ends without having come to an end, in milliseconds. */
const LATE_MS = 10 * 60_000;

/**
 * By when a kubelet has brought a changed Secret into a pod, in milliseconds: its sync period and its cache's, twice over.
 * It counts where a supervisor is too old to say which file it has.
 */
const BROUGHT_MS = 3 * 60_000;

/**
 * A replica that follows without lag has applied what its primary did so long ago, in milliseconds: what it still lacks is
 * not on its way.
 */
const LACKS_MS = 15_000;

/**
 * New passwords, in an order in which everybody can log in at each moment, also when everything stops there for good:
 * what a server starts with comes before what it is told, both passwords hold before anybody uses the next one, and the
 * old one goes when nobody does any more.
 */
export function rotatePasswords(
  snapshot: Snapshot,
  request: OperationRequest,
): Verdict {
  const { fence, primary = '' } = snapshot.recorded;
  if (snapshot.spec.externalSource) {
    return refuse(
      'The cluster follows a MySQL outside and takes no writes of its own, so its accounts can’t change: rotate the password there and put it into the Secret that spec.externalSource names.',
    );
  }
  if (fence) return wait(`A failover is under way (${fence.reason}).`);
  if (!request.begun) return begin(snapshot, primary);
  const { rotation } = snapshot;
  if (!rotation || rotation.busy) return wait('The next step is being done.');
  if (rotation.id !== request.journal.rotation) {
    return act({ kind: 'OfferPasswords', id: request.journal.rotation ?? '' });
  }
  const late = request.forMs > LATE_MS;
  switch (rotation.stage) {
    case 'Adopted':
      return discard(snapshot, rotation, primary, late);
    case 'Done':
      return done(
        'The new passwords hold. The application’s old one works for 24 hours more.',
      );
    default:
      return offer(snapshot, rotation, primary, late);
  }
}

function begin(snapshot: Snapshot, primary: string): Verdict {
  const out = notInOrder(snapshot);
  if (out) {
    return refuse(
      `${out}: each instance must take the new passwords, so ask again when all are back.`,
    );
  }
  const id = String(snapshot.takenAt);
  return {
    say: 'Act',
    stages: [
      { kind: 'OfferPasswords', id },
      { kind: 'RenewPasswords', instance: primary },
      ...replicas(snapshot).map(({ name }) => receiver(snapshot, name)),
      { kind: 'AdoptPasswords' },
      { kind: 'DiscardPasswords', instance: primary },
    ],
    notes: [
      'Connections stay open and no login is refused meanwhile. The application’s old password works for 24 hours after the new one stands in its Secret.',
    ],
    journal: { rotation: id },
  };
}

function offer(
  snapshot: Snapshot,
  rotation: RotationView,
  primary: string,
  late: boolean,
): Verdict {
  const of = (name: string): RotatingInstance | undefined =>
    rotation.instances[name];
  const unfinished = (why: string) =>
    late
      ? refuse(
          `${why}. Until another rotation comes to its end the old passwords stand in the Secrets, and both hold.`,
        )
      : wait(`${why}.`);
  const behind = unbrought(snapshot, rotation);
  if (behind) return unfinished(behind);
  if (!of(primary)?.takesNext || !rotation.appTakesNext) {
    const why = whyNoAccountChanges(snapshot);
    return why
      ? unfinished(why)
      : act({ kind: 'RenewPasswords', instance: primary });
  }
  const waiting = snapshot.instances.find(({ name }) => !of(name)?.takesNext);
  if (waiting) {
    const { name } = waiting;
    const lacksForMs = of(name)?.lacksNextForMs ?? 0;
    return lacksForMs >= LACKS_MS && !late && isCurrent(snapshot, waiting)
      ? act({ kind: 'RepairCredentials', instance: name })
      : unfinished(`${name} does not take the new passwords yet`);
  }
  const next = withOldPassword(snapshot, rotation);
  if (next === undefined) return act({ kind: 'AdoptPasswords' });
  const out = notInOrder(snapshot);
  return out ? unfinished(out) : act(receiver(snapshot, next));
}

function discard(
  snapshot: Snapshot,
  rotation: RotationView,
  primary: string,
  late: boolean,
): Verdict {
  // A change of primary meanwhile may have given it the password of before.
  const next = withOldPassword(snapshot, rotation);
  const why =
    unbrought(snapshot, rotation) ??
    (next === undefined ? whyNoAccountChanges(snapshot) : notInOrder(snapshot));
  if (!why) {
    return next === undefined
      ? act({ kind: 'DiscardPasswords', instance: primary })
      : act(receiver(snapshot, next));
  }
  return late
    ? refuse(
        `The new passwords hold, but the engine’s old ones were not taken back: ${why}. They go with the next rotation.`,
      )
    : wait(`${why}.`);
}

/**
 * A primary that restarts takes them from its bootstrap.sql, and then nothing is in the binary log for its replicas: these
 * take them from theirs.
 */
function isCurrent(snapshot: Snapshot, instance: InstanceSnapshot): boolean {
  const facts = factsOf(instance);
  return facts !== undefined && isCurrentReplica(snapshot, instance, facts);
}

/** Who would start mysqld with what the Secret said before. */
function unbrought(
  { instances }: Snapshot,
  rotation: RotationView,
): string | undefined {
  for (const { name } of instances) {
    const bootstrap = rotation.instances[name]?.bootstrap ?? 'silent';
    if (bootstrap === 'silent') return `The supervisor of ${name} is silent`;
    const brought = bootstrap === 'current' || rotation.forMs > BROUGHT_MS;
    if (bootstrap === 'behind' || !brought) {
      return `The kubelet has not brought the changed Secret to ${name} yet, which takes about a minute`;
    }
  }
  return undefined;
}

/** While an account statement waits for its acknowledgement nobody can log in, so none is begun that would. */
function whyNoAccountChanges(snapshot: Snapshot): string | undefined {
  const primary = primaryOf(snapshot);
  const facts = factsOf(primary);
  if (!primary || !facts) return 'The primary does not answer';
  if (!isWritable(facts)) return `${primary.name} takes no writes`;
  const acknowledging = reachable(snapshot.instances).filter(
    ({ facts: { replica, acknowledging: does } }) =>
      does && replica?.receiver === 'ON',
  ).length;
  const { enabled, waitFor } = facts.semiSyncSource;
  return hasEnoughReplicas(facts) && (!enabled || acknowledging >= waitFor)
    ? undefined
    : `A commit on ${primary.name} waits for ${waitFor} of the replicas, and ${acknowledging} acknowledge`;
}

/** Receivers change one at a time while all others receive, so that commits have their acknowledgements. */
function notInOrder(snapshot: Snapshot): string | undefined {
  const primary = factsOf(primaryOf(snapshot));
  if (!primary || !isWritable(primary)) return whyNoAccountChanges(snapshot);
  const out = replicas(snapshot).find(
    instance => !isCurrent(snapshot, instance),
  );
  return out && `${out.name} does not replicate as it should`;
}

/** A replica whose receiver was not given the password that stays. */
function withOldPassword(
  snapshot: Snapshot,
  { instances }: RotationView,
): string | undefined {
  return replicas(snapshot).find(
    ({ name }) => !instances[name]?.receivesWithNext,
  )?.name;
}

function replicas({ instances, recorded }: Snapshot) {
  return instances.filter(({ name }) => name !== recorded.primary);
}

function receiver(snapshot: Snapshot, instance: string): Recovery {
  return {
    kind: 'RenewReceiver',
    instance,
    source: sourceOf(snapshot, instance),
    acknowledge: shouldAcknowledge(snapshot, instance),
  };
}

function act(recovery: Recovery): Verdict {
  return { say: 'Act', stages: [recovery] };
}
