import {
  factsOf,
  InstanceSnapshot,
  instanceNamed,
  isClosed,
  isWritable,
  primaryOf,
  Snapshot,
} from '../observe';
import { lostItsData } from './lostItsData';
import { PrimaryEvidence, primaryEvidence } from './primaryEvidence';
import {
  elect,
  lowestWaitFor,
  readableMembers,
  readableNeeded,
} from './quorum';
import { whatCounts } from './whatCounts';

/** How far a change of primary has come, by what is on the record and what the members say. */
export type ChangeOfPrimary =
  /** The old primary answers and takes writes: the suspicion was wrong. */
  | { readonly stage: 'OldIsAlive'; readonly old: string }
  /** Without the old primary nobody can be elected, and it is back, closed to clients: read-only it has a vote. */
  | { readonly stage: 'OldMustClose'; readonly old: string }
  /** Some receiver still runs. */
  | { readonly stage: 'Stopping'; readonly old: string }
  /** Too few members are stopped for a sure count. */
  | {
      readonly stage: 'NoQuorum';
      readonly old: string;
      readonly stopped: number;
      readonly needed: number;
    }
  /** Nobody holds all that the others hold. */
  | { readonly stage: 'Undecided'; readonly old: string; readonly why: string }
  | {
      readonly stage: 'Elected';
      readonly old: string;
      readonly winner: InstanceSnapshot;
    }
  /** The winner is on the record. */
  | { readonly stage: 'Promoting'; readonly winner: InstanceSnapshot }
  | { readonly stage: 'WinnerSilent'; readonly winner: string }
  | {
      readonly stage: 'WinnerDead';
      readonly winner: string;
      readonly evidence: PrimaryEvidence;
    };

/**
 * A fence stands in the record: a change of primary was begun, by us or by a predecessor.
 * While the term is the fence's, nobody was elected yet; once it is higher, the winner is recorded.
 */
export function changeOfPrimary(
  snapshot: Snapshot,
): ChangeOfPrimary | undefined {
  const { fence, term = 0 } = snapshot.recorded;
  if (!fence) return undefined;
  return term > fence.term ? afterElection(snapshot) : beforeElection(snapshot);
}

function afterElection(snapshot: Snapshot): ChangeOfPrimary {
  const winner = primaryOf(snapshot);
  const isEmpty = lostItsData(snapshot);
  if (winner && factsOf(winner) && !isEmpty) {
    return { stage: 'Promoting', winner };
  }
  const name = snapshot.recorded.primary ?? '';
  const evidence = primaryEvidence(snapshot);
  // Its volume was lost after the election: what it was elected for is gone.
  const isLost = isEmpty || evidence.unreachable;
  // One missed probe proves nothing; and where commits wait for nobody, it may already take writes.
  return isLost && (lowestWaitFor(snapshot) > 0 || evidence.ended)
    ? { stage: 'WinnerDead', winner: name, evidence }
    : { stage: 'WinnerSilent', winner: name };
}

/** @param evenIfAlive - the old primary is to be replaced although it lives: while that can be, it does not vote */
function beforeElection(
  snapshot: Snapshot,
  evenIfAlive = snapshot.recorded.fence?.evenIfAlive ?? false,
): ChangeOfPrimary {
  const { primary: old = '' } = snapshot.recorded;
  const oldFacts = factsOf(instanceNamed(snapshot, old));
  const alive =
    oldFacts !== undefined && isWritable(oldFacts) && !oldFacts.offlineMode;
  if (alive && !evenIfAlive) return { stage: 'OldIsAlive', old };
  const voters = readableMembers(snapshot).filter(
    ({ instance, facts }) =>
      instance.name !== old ||
      // While a read-only SET of the old primary still hangs, what it holds may grow.
      (!evenIfAlive && isClosed(facts)),
  );
  const stopped = voters.filter(
    ({ instance, facts }) =>
      instance.name === old ||
      // One that led in an older term has no source; it acknowledges to nobody, whatever it is set to.
      facts.replica === undefined ||
      (facts.replica.receiver === 'OFF' && !facts.semiSyncReplicaEnabled),
  );
  if (stopped.length < voters.length) return { stage: 'Stopping', old };
  const needed = readableNeeded(snapshot);
  const enough = stopped.length >= needed;
  const election = elect(snapshot, stopped, whatCounts(snapshot, stopped));
  if (enough && election.winner) {
    return { stage: 'Elected', old, winner: election.winner.instance };
  }
  // Nobody can take its place: it goes on, or votes, as after any other suspicion.
  if (evenIfAlive) return beforeElection(snapshot, false);
  if (oldFacts && !isClosed(oldFacts)) return { stage: 'OldMustClose', old };
  return enough && !election.winner
    ? { stage: 'Undecided', old, why: election.why }
    : { stage: 'NoQuorum', old, stopped: stopped.length, needed };
}
