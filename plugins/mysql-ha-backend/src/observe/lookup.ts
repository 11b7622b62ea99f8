import { MySqlFacts, WrittenMembers } from '../mysql';
import { InstanceSnapshot, Snapshot } from './Snapshot';

/** The instance of that name. */
export function instanceNamed(
  snapshot: Snapshot,
  name: string | undefined,
): InstanceSnapshot | undefined {
  return snapshot.instances.find(instance => instance.name === name);
}

/** The recorded primary. */
export function primaryOf(snapshot: Snapshot): InstanceSnapshot | undefined {
  return instanceNamed(snapshot, snapshot.recorded.primary);
}

/** What an instance says of itself, if it can be asked. */
export function factsOf(
  instance: InstanceSnapshot | undefined,
): MySqlFacts | undefined {
  return instance?.mysql.state === 'reachable'
    ? instance.mysql.facts
    : undefined;
}

/** The instances that can be asked, with what they say. */
export function reachable(
  instances: readonly InstanceSnapshot[],
): readonly { instance: InstanceSnapshot; facts: MySqlFacts }[] {
  return instances.flatMap(instance => {
    const facts = factsOf(instance);
    return facts ? [{ instance, facts }] : [];
  });
}

/** Names of the recorded members; only the primary when nothing is recorded. */
export function membersOf(snapshot: Snapshot): readonly string[] {
  const { synchronous, primary } = snapshot.recorded;
  return synchronous?.members ?? (primary ? [primary] : []);
}

/** Whether a person closed it, until a person opens it again. */
export function isFencedOnPurpose(
  { recorded }: Snapshot,
  name: string | undefined,
): boolean {
  return (
    recorded.fencedInstances?.some(fenced => fenced.name === name) ?? false
  );
}

/** Whether ordinary clients may commit there. */
export function isWritable(facts: MySqlFacts): boolean {
  return !facts.readOnly && !facts.superReadOnly;
}

/**
 * Whether nobody at all can commit there. `super_read_only` reads 1 while its SET still hangs behind a waiting
 * commit, so both must be on (design section 4).
 */
export function isClosed(facts: MySqlFacts): boolean {
  return facts.readOnly && facts.superReadOnly;
}

/** Whether the replicas that a commit on this server waits for are connected. */
export function hasEnoughReplicas({ semiSyncSource }: MySqlFacts): boolean {
  const { enabled, clients, waitFor } = semiSyncSource;
  return !enabled || clients >= waitFor;
}

/** The newest record of this cluster's members that MySQL has, as far as it can be asked. */
export function writtenMembers(snapshot: Snapshot): WrittenMembers | undefined {
  return reachable(snapshot.instances)
    .flatMap(({ facts: { members } }) => members ?? [])
    .filter(({ cluster }) => cluster === snapshot.uid)
    .reduce<WrittenMembers | undefined>(
      (newest, next) => (newest && !isNewer(next, newest) ? newest : next),
      undefined,
    );
}

/** Whether one record of members was made after the other. */
export function isNewer(one: MadeAt, other: MadeAt): boolean {
  const { term, revision = 0 } = one;
  return (
    term > other.term ||
    (term === other.term && revision > (other.revision ?? 0))
  );
}

interface MadeAt {
  readonly term: number;
  readonly revision?: number;
}

/** The newest term that any instance remembers, also one of another cluster from which its data came. */
export function newestTerm(snapshot: Snapshot): number | undefined {
  const terms = reachable(snapshot.instances).flatMap(({ facts }) =>
    [facts.term?.term, facts.members?.term].filter(
      (term): term is number => term !== undefined,
    ),
  );
  return terms.length > 0 ? Math.max(...terms) : undefined;
}

/** Everything an instance holds, applied or only received. */
export function holdings(facts: MySqlFacts) {
  return facts.replica
    ? facts.gtidExecuted.union(facts.replica.received)
    : facts.gtidExecuted;
}
