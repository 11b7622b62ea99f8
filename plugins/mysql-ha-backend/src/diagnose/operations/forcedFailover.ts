import {
  factsOf,
  holdings,
  InstanceSnapshot,
  isFencedOnPurpose,
  membersOf,
  OperationRequest,
  reachable,
  Snapshot,
} from '../../observe';
import { GtidSet } from '../../mysql';
import { primaryEvidence } from '../primaryEvidence';
import { elect, ReadableMember, waitForOf } from '../quorum';
import { refuse, Verdict } from './Verdict';

/**
 * Promotes the best that can be read, although a commit may exist that nobody readable holds. What is known to be lost
 * is named in advance; the members are those that are left, so that writes commit again.
 */
export function forcedFailover(
  snapshot: Snapshot,
  request: OperationRequest,
): Verdict {
  const { primary = '', term = 0, fence } = snapshot.recorded;
  const candidates = reachable(snapshot.instances).filter(
    ({ instance, facts }) =>
      instance.name !== primary &&
      instance.task === undefined &&
      !isFencedOnPurpose(snapshot, instance.name) &&
      !holdings(facts).isEmpty(),
  );
  const winner = choose(snapshot, candidates, request.target);
  if (!winner) {
    return refuse(
      request.target === undefined
        ? `No other instance can be read and holds data, so nobody can take the place of ${primary}: bring one back.`
        : `${request.target} can’t be read, is fenced, or holds no data, so it can’t take the place of ${primary}.`,
    );
  }
  const name = winner.instance.name;
  const held = holdings(winner.facts);
  const lost = knownToAny(snapshot).subtract(held);
  const members = candidates
    .filter(
      ({ instance, facts }) =>
        instance.name === name ||
        (membersOf(snapshot).includes(instance.name) &&
          held.contains(holdings(facts))),
    )
    .map(({ instance }) => instance.name);
  const waitFor =
    (snapshot.recorded.synchronous?.waitFor ?? 0) > 0
      ? waitForOf(members.length)
      : 0;
  const atRisk = lost.toString();
  const promote = {
    kind: 'Promote',
    winner: name,
    forced: {
      members,
      waitFor,
      lostGtids: atRisk,
      transactionsLost: lost.count(),
      operation: request.name,
    },
  } as const;
  const begin = {
    kind: 'BeginFailover',
    reason: `${request.requestedBy} forced it: ${request.reason ?? ''}`,
    evidence: primaryEvidence(snapshot).sentences,
  } as const;
  return {
    say: 'Act',
    stages: fence ? [promote] : [begin, promote],
    notes: notes(snapshot, name, lost, members),
    journal: { from: primary, term: String(term), lost: atRisk },
    atRisk,
  };
}

function choose(
  snapshot: Snapshot,
  candidates: readonly ReadableMember[],
  target: string | undefined,
): ReadableMember | undefined {
  if (target !== undefined) {
    return candidates.find(({ instance }) => instance.name === target);
  }
  const [fullest] = [...candidates].sort(
    (a, b) => holdings(b.facts).count() - holdings(a.facts).count(),
  );
  return elect(snapshot, candidates).winner ?? fullest;
}

/** What any instance is known to hold or to have held, from what it said last. */
function knownToAny(snapshot: Snapshot): GtidSet {
  return snapshot.instances.reduce(
    (set, instance) => set.union(lastHeld(instance)),
    snapshot.primaryHeld ?? GtidSet.EMPTY,
  );
}

function lastHeld(instance: InstanceSnapshot): GtidSet {
  const { mysql } = instance;
  const facts = mysql.state === 'unreachable' ? mysql.last : factsOf(instance);
  return facts ? holdings(facts) : GtidSet.EMPTY;
}

function notes(
  snapshot: Snapshot,
  winner: string,
  lost: GtidSet,
  members: readonly string[],
): readonly string[] {
  const { primary = '' } = snapshot.recorded;
  const unread = snapshot.instances
    .filter(({ mysql }) => mysql.state !== 'reachable')
    .map(({ name }) => name)
    .join(', ');
  const left = membersOf(snapshot).filter(name => !members.includes(name));
  return [
    lost.isEmpty()
      ? `No acknowledged transaction is known that ${winner} lacks.`
      : `${lost.count()} transactions are lost that ${winner} does not hold: ${lost}.`,
    `What ${unread} committed after the operator last read it is not known, and is lost too.`,
    `If ${primary} still runs where nobody sees it, it may go on taking writes until it is reached: make sure that it is off.`,
    ...(left.length > 0
      ? [
          `${left.join(', ')} ${
            left.length === 1 ? 'is' : 'are'
          } no member any more, and must hold all that ${winner} holds before it counts again.`,
        ]
      : []),
  ];
}
