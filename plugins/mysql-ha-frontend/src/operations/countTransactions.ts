const INTERVAL = /^(\d+)(?:-(\d+))?$/;

/**
 * How many transactions a GTID set names: `uuid:1-5:7, uuid:tag:3` are seven.
 * See https://dev.mysql.com/doc/refman/9.7/en/replication-gtids-concepts.html#replication-gtids-concepts-gtid-sets
 */
export function countTransactions(set: string): number {
  return set.split(/[\s,:]+/).reduce((sum, part) => {
    const [, first, last = first] = INTERVAL.exec(part) ?? [];
    return first === undefined ? sum : sum + Number(last) - Number(first) + 1;
  }, 0);
}
