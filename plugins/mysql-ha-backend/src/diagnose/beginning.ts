import { factsOf, holdings, reachable, Snapshot } from '../observe';
import { elect } from './quorum';

/** How a cluster that never had a primary can begin. */
export type Beginning =
  /** Volumes of an earlier, larger cluster are there, and nothing runs on them. */
  | {
      readonly stage: 'AdoptedBeyond';
      readonly names: readonly string[];
      readonly instancesNeeded: number;
    }
  | { readonly stage: 'AdoptedAreSilent'; readonly silent: readonly string[] }
  | { readonly stage: 'HistoriesDiffer'; readonly why: string }
  | { readonly stage: 'FirstIsSilent'; readonly seed?: string }
  | {
      readonly stage: 'Seed';
      readonly seed: string;
      /** It holds data of before. */
      readonly adopted: boolean;
    };

/**
 * No primary was ever recorded. A new cluster begins at its first instance; where volumes are older than the
 * cluster they may hold a database, and the most advanced of all of them seeds (design invariant 1, cold start).
 */
export function beginning(snapshot: Snapshot): Beginning | undefined {
  if (snapshot.recorded.primary) return undefined;
  const adopted = snapshot.instances.filter(i => i.volume?.adopted);
  const readable = reachable(snapshot.instances);
  const withData = readable.filter(({ facts }) => !holdings(facts).isEmpty());
  if (adopted.length === 0 && withData.length === 0) {
    const first = snapshot.instances.find(i => i.wanted && i.ordinal === 0);
    return first && factsOf(first)
      ? { stage: 'Seed', seed: first.name, adopted: false }
      : { stage: 'FirstIsSilent', seed: first?.name };
  }
  // Where somebody has data and nobody is on the record, the record was lost: whoever has a volume may have the newest.
  const silent = snapshot.instances.filter(
    i =>
      (i.volume?.adopted || (withData.length > 0 && i.volume?.bound)) &&
      !factsOf(i),
  );
  const beyond = silent.filter(i => !i.wanted && !i.pod);
  if (beyond.length > 0) {
    return {
      stage: 'AdoptedBeyond',
      names: beyond.map(({ name }) => name),
      instancesNeeded: beyond[beyond.length - 1].ordinal + 1,
    };
  }
  if (silent.length > 0) {
    return {
      stage: 'AdoptedAreSilent',
      silent: silent.map(({ name }) => name),
    };
  }
  const election = elect(snapshot, withData.length > 0 ? withData : readable);
  return election.winner
    ? { stage: 'Seed', seed: election.winner.instance.name, adopted: true }
    : { stage: 'HistoriesDiffer', why: election.why };
}
