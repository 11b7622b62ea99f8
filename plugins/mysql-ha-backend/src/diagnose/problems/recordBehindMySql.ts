import {
  factsOf,
  InstanceSnapshot,
  isWritable,
  reachable,
  Snapshot,
} from '../../observe';
import { MySqlFacts } from '../../mysql';
import { hostOf } from '../hostOf';
import { problem } from '../ProblemKind';
import { elect } from '../quorum';

/**
 * Each change of primary is written into a table that all instances have, so MySQL knows it when the status does not: it
 * was edited, restored from an old backup of etcd, or lost while the cluster went on. To act on such a record would
 * close the instance that clients write to. What MySQL says decides, once every instance that has a volume was asked.
 */
export const recordBehindMySql = problem({
  code: 'RecordBehindMySql',
  group: 'Beginning',
  severities: ['critical'],
  documentation: {
    when: 'The table `mysqlha.term` has a newer term than the status, or another primary in the same term, or the status names no primary while an instance takes writes',
    sentence:
      'The status is not what the database says: it says that orders-0 leads in term 3, and MySQL’s own table says orders-1 in term 5. The record is corrected.',
    engine:
      'Acts on nothing else. When all instances answer: the one that takes writes goes on the record with those that acknowledge to it; if none takes writes, the most advanced one, as in a cold start.',
    person:
      'Nothing, or bring back the instances that it waits for. Find out who wrote the status.',
  },
  find(snapshot) {
    const last = lastLeader(snapshot);
    if (!last || !isBehind(snapshot, last)) return undefined;
    const { primary, term } = snapshot.recorded;
    const says = primary
      ? `says that ${primary} leads in term ${term ?? 0}`
      : 'names no primary';
    const message = `The status is not what the database says: it ${says}, and MySQL’s own table says ${last.instance.name} in term ${last.term}.`;
    const silent = snapshot.instances.filter(
      instance => mayHoldData(instance) && !factsOf(instance),
    );
    if (silent.length > 0) {
      const names = silent.map(({ name }) => name).join(', ');
      return {
        instance: last.instance.name,
        message: `${message} Nobody acts before ${names} can be asked too.`,
        next: `Bring ${names} back; if its data are lost for good, delete its pod and its PersistentVolumeClaim.`,
      };
    }
    if (isWritable(last.facts)) {
      const { enabled, waitFor } = last.facts.semiSyncSource;
      return {
        instance: last.instance.name,
        message: `${message} The record is corrected.`,
        recovery: {
          kind: 'CorrectRecord',
          primary: last.instance.name,
          members: [
            last.instance.name,
            ...followersOf(snapshot, last.instance.name, enabled),
          ],
          waitFor: enabled ? waitFor : 0,
          aboveTerm: last.term,
        },
      };
    }
    const election = elect(snapshot, reachable(snapshot.instances));
    if (!election.winner) {
      return {
        instance: last.instance.name,
        message: `${message} And ${election.why}.`,
      };
    }
    const winner = election.winner.instance.name;
    return {
      instance: winner,
      message: `${message} Nobody takes writes; ${winner} holds everything and goes on the record.`,
      recovery: {
        kind: 'CorrectRecord',
        primary: winner,
        members: [winner],
        waitFor: 0,
        aboveTerm: last.term,
      },
    };
  },
});

interface Leader {
  readonly instance: InstanceSnapshot;
  readonly facts: MySqlFacts;
  readonly term: number;
}

/** Who was made the primary last, by the newest row that names one of these instances. Rows of other clusters count for nothing. */
function lastLeader(snapshot: Snapshot): Leader | undefined {
  const readable = reachable(snapshot.instances);
  return readable
    .flatMap(({ facts: { term } }) => {
      const named = readable.find(
        ({ facts }) => facts.serverUuid === term?.primaryUuid,
      );
      return term && named ? [{ ...named, term: term.term }] : [];
    })
    .reduce<Leader | undefined>(
      (newest, row) => (newest && newest.term >= row.term ? newest : row),
      undefined,
    );
}

function isBehind({ recorded }: Snapshot, last: Leader): boolean {
  return recorded.primary === undefined
    ? isWritable(last.facts)
    : last.term > (recorded.term ?? 0) ||
        // Each change of primary raises the term, so nobody of ours wrote this.
        (last.term === recorded.term &&
          last.instance.name !== recorded.primary);
}

function mayHoldData({ volume, pod, mysql }: InstanceSnapshot): boolean {
  return (
    volume?.bound === true || pod !== undefined || mysql.state === 'reachable'
  );
}

/** Who counts for its commits now: with semi-sync those that acknowledge, else all that replicate from it. */
function followersOf(
  snapshot: Snapshot,
  primary: string,
  semiSync: boolean,
): readonly string[] {
  return reachable(snapshot.instances)
    .filter(
      ({ instance, facts }) =>
        instance.name !== primary &&
        facts.replica?.receiver === 'ON' &&
        facts.replica.sourceHost === hostOf(snapshot, primary) &&
        (!semiSync || facts.acknowledging),
    )
    .map(({ instance }) => instance.name);
}
