import { factsOf, OperationRequest, primaryOf, Snapshot } from '../../observe';
import { leadsWell } from '../leadsWell';
import { primaryEvidence } from '../primaryEvidence';
import { verdictOnSilentPrimary } from '../silentPrimaryProblems';
import { elect, readableMembers, readableNeeded } from '../quorum';
import { forcedFailover } from './forcedFailover';
import { done, refuse, Verdict, wait } from './Verdict';
import { unknownInstance } from './whyNotLead';

/** How long an operation waits for the engine’s own verdict on a primary that has just fallen silent, in milliseconds. */
const DOUBT_MS = 10_000;

const FORCE =
  'To give up what can’t be known, look at a forced Failover first (force: true, dryRun: true): its plan names the transactions that it loses.';

/** Replaces a primary that is lost: by itself only as the engine would; forced, whatever it costs. */
export function failover(
  snapshot: Snapshot,
  request: OperationRequest,
): Verdict {
  const { primary = '', term = 0, fence } = snapshot.recorded;
  const { target } = request;
  if (request.begun && term > Number(request.journal.term)) {
    return replaced(snapshot, request);
  }
  if (snapshot.instances.length === 1) {
    return refuse(
      `${primary} is the only instance, so nobody can take its place: bring it back; its data are on its volume.`,
    );
  }
  if (target !== undefined) {
    if (target === primary) return refuse(`${target} is the primary already.`);
    if (!snapshot.instances.some(({ name }) => name === target)) {
      return refuse(`${unknownInstance(snapshot, target)}.`);
    }
  }
  const facts = factsOf(primaryOf(snapshot));
  if (facts && !fence) {
    return refuse(
      request.begun
        ? `${primary} answers again: the failover was abandoned and replication restored. It goes on as the primary.`
        : `${primary} answers, so nothing has to be given up: ask for a Switchover, which loses nothing.`,
    );
  }
  if (request.force) return forcedFailover(snapshot, request);
  if (fence) {
    return request.begun
      ? wait(`A new primary is being chosen: ${fence.reason}.`)
      : refuse(
          `A failover is under way already (${fence.reason}) and goes on by itself. ${FORCE}`,
        );
  }
  return unforced(snapshot, request);
}

function unforced(snapshot: Snapshot, request: OperationRequest): Verdict {
  const { primary = '', term = 0 } = snapshot.recorded;
  const finding = verdictOnSilentPrimary(snapshot);
  if (!finding) {
    return request.forMs < DOUBT_MS
      ? wait(`${primary} has just fallen silent and is looked at again.`)
      : refuse(
          `${primary} does not answer, and nothing proves that it is dead: nothing is done. ${FORCE}`,
        );
  }
  // Why the engine would not do it by itself although it could: a person may overrule that.
  const choice =
    finding.code === 'DeadPrimaryFailoverDisabled' ||
    finding.code === 'DeadPrimaryTooSoon';
  if (finding.code !== 'DeadPrimary' && !(choice && isSafe(snapshot))) {
    return refuse(
      [finding.message, finding.next && `${finding.next}`, FORCE]
        .filter(Boolean)
        .join(' '),
    );
  }
  const others = readableMembers(snapshot).filter(
    ({ instance }) => instance.name !== primary,
  );
  const { winner } = elect(snapshot, others);
  const { target } = request;
  if (target !== undefined && target !== winner?.instance.name) {
    return refuse(
      `${target} does not hold all that the other members hold, or can’t lead for another reason; ${
        winner?.instance.name ?? 'nobody'
      } could. Leave target out, and the best one takes over.`,
    );
  }
  return {
    say: 'Act',
    stages: [
      {
        kind: 'BeginFailover',
        reason: request.reason ?? `${primary} is dead`,
        evidence: primaryEvidence(snapshot).sentences,
      },
      ...(winner
        ? [{ kind: 'Promote', winner: winner.instance.name } as const]
        : []),
    ],
    journal: { from: primary, term: String(term) },
  };
}

/** The quorum of invariant 1 can be read, and the old primary can gather no acknowledgement against it. */
function isSafe(snapshot: Snapshot): boolean {
  const others = readableMembers(snapshot).filter(
    ({ instance }) => instance.name !== snapshot.recorded.primary,
  );
  return (
    (snapshot.recorded.synchronous?.waitFor ?? 0) > 0 &&
    others.length >= readableNeeded(snapshot)
  );
}

function replaced(snapshot: Snapshot, request: OperationRequest): Verdict {
  const { primary = '', term, fence } = snapshot.recorded;
  if (fence || !leadsWell(snapshot)) {
    return wait(`${primary} is elected and does not lead yet.`);
  }
  const { lost } = request.journal;
  return done(
    `${primary} is the primary since term ${term}. ${
      lost
        ? `Acknowledged transactions that are known to be lost: ${lost}.`
        : 'No acknowledged transaction is known to be lost.'
    }`,
  );
}
