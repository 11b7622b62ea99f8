import {
  AwaitedData,
  factsOf,
  holdings,
  reachable,
  Snapshot,
} from '../observe';
import { elect } from './quorum';

/** How a cluster that never had a primary can begin. */
export type Beginning =
  /** Its first data are on their way from a backup, and nothing of it runs before. */
  | { readonly stage: 'DataAwaited'; readonly data: AwaitedData }
  /** Its first instance gets the first data from a MySQL outside, once it is known that nobody holds any. */
  | {
      readonly stage: 'ToBeCloned';
      readonly first: string;
      /** They have a volume, and do not answer. */
      readonly silent: readonly string[];
    }
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
  if (snapshot.awaitedData)
    return { stage: 'DataAwaited', data: snapshot.awaitedData };
  const adopted = snapshot.instances.filter(i => i.volume?.adopted);
  const readable = reachable(snapshot.instances);
  const withData = readable.filter(({ facts }) => !holdings(facts).isEmpty());
  if (adopted.length === 0 && withData.length === 0) {
    const first = snapshot.instances.find(i => i.wanted && i.ordinal === 0);
    if (!first || !factsOf(first))
      return { stage: 'FirstIsSilent', seed: first?.name };
    if (!isToBeCloned(snapshot))
      return { stage: 'Seed', seed: first.name, adopted: false };
    const silent = snapshot.instances.filter(
      i => i.volume?.bound && !factsOf(i),
    );
    return {
      stage: 'ToBeCloned',
      first: first.name,
      silent: silent.map(({ name }) => name),
    };
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

/** Whether a MySQL outside is to give the first data. A record that lacks no more than the primary is one that was edited. */
function isToBeCloned({ spec, recorded }: Snapshot): boolean {
  const { term, synchronous, endedBootstrap } = recorded;
  return (
    spec.initFrom?.clone !== undefined &&
    term === undefined &&
    synchronous === undefined &&
    !endedBootstrap
  );
}
