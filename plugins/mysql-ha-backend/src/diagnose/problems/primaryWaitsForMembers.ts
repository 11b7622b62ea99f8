import { holdings, isWritable, Snapshot } from '../../observe';
import { AnsweringPrimary, closedPrimary } from '../answeringPrimary';
import { attachment } from '../attachment';
import { mayReplaceLiving } from '../failoverLimits';
import { Found, problem } from '../ProblemKind';
import { ReadableMember, readableMembers, readableNeeded } from '../quorum';

/** How long members may take to reach a primary that restarted, in seconds; they try every second. */
const REATTACH_SECONDS = 5;

/** Fewer than W members hold its set, or fewer than n − W can be read. */
export const primaryWaitsForMembers = problem({
  code: 'PrimaryWaitsForMembers',
  group: 'AnsweringPrimary',
  after: ['PrimaryBehindItsReplicas', 'TooFewMembersLeft'],
  severities: ['critical'],
  documentation: {
    when: 'It is read-only, and fewer than W others hold its set, or fewer than n − W members can be read',
    sentence:
      'orders-0 is back, and takes writes again once 1 other member holds its transactions (now 0), and 2 of the members can be read (now 1).',
    engine:
      'Waits: a primary that restarts has committed what waited, perhaps on no replica. If its members still do not reach it 5 s after its start, while n − W of them can be read, one of them takes over: what they lack was never acknowledged. One that was fenced while a commit waited, and is not read-only yet, is closed for good once another is filled from it: each would wait for the other.',
    person: 'Look at the other instances: they must run and reach it.',
  },
  find(snapshot) {
    const primary = closedPrimary(snapshot);
    if (!primary) return undefined;
    const { name, facts } = primary;
    const waitFor = snapshot.recorded.synchronous?.waitFor ?? 0;
    const members = readableMembers(snapshot);
    const others = members.filter(m => m.instance.name !== name);
    // Under Preferred the count was lowered to those that hold its set, before.
    const needed =
      snapshot.spec.durability === 'Preferred' ? 1 : readableNeeded(snapshot);
    const holders = others.filter(m =>
      holdings(m.facts).contains(facts.gtidExecuted),
    );
    if (holders.length >= waitFor && members.length >= needed) return undefined;
    return (
      replaced(snapshot, primary, waitFor, others) ?? {
        instance: name,
        ...(holdsUpItsCopy(snapshot, primary)
          ? { recovery: { kind: 'CloseForClone', instance: name } }
          : {}),
        message: `${whyClosed(snapshot, name)} once ${waitFor} other ${
          waitFor === 1 ? 'member holds' : 'members hold'
        } its transactions (now ${
          holders.length
        }), and ${needed} of the members can be read (now ${members.length}).`,
        next: 'If this lasts, look at the other instances: they must run and reach it.',
      }
    );
  },
});

/**
 * It was fenced and is not read-only yet, as a commit still waits there: for the instance that is being filled from it, and
 * the copy waits for that commit.
 */
function holdsUpItsCopy(
  { instances }: Snapshot,
  { name, facts }: AnsweringPrimary,
): boolean {
  return (
    isWritable(facts) &&
    facts.semiSyncSource.waitingSessions > 0 &&
    instances.some(({ task }) => task?.donor === name)
  );
}

/** It restarted, or was closed so that another can be filled from it. */
function whyClosed(snapshot: Snapshot, name: string): string {
  const filled = snapshot.instances.find(i => i.task?.donor === name);
  return filled
    ? `${name} takes no writes while ${filled.name} is filled from it, and takes them again`
    : `${name} is back, and takes writes again`;
}

/** They can't come to it: then it goes without it. */
function replaced(
  snapshot: Snapshot,
  { name, facts }: AnsweringPrimary,
  waitFor: number,
  others: readonly ReadableMember[],
): Found | undefined {
  const { attached } = attachment(snapshot);
  if (attached.length >= waitFor || facts.uptimeSeconds < REATTACH_SECONDS) {
    return undefined;
  }
  // After it, the winner's commits wait for W of the others: as many must be there.
  if (others.length <= waitFor || !mayReplaceLiving(snapshot, name)) {
    return undefined;
  }
  return {
    instance: name,
    message: `${name} restarted, and its members do not reach it. One of them takes over; what they lack of ${name} was never acknowledged.`,
    recovery: {
      kind: 'BeginFailover',
      reason: `the members do not reach ${name} since it restarted`,
      evidence: others.map(
        m =>
          `${m.instance.name}: receiver ${m.facts.replica?.receiver ?? 'none'}${
            m.facts.replica?.receiverError
              ? ` (${m.facts.replica.receiverError.message})`
              : ''
          }`,
      ),
      evenIfAlive: true,
    },
  };
}
