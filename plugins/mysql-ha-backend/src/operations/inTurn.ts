import { MySQLOperation } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** An operation that has not ended, and how far it is. */
export interface Unended {
  readonly operation: Pick<MySQLOperation, 'metadata' | 'spec'>;
  readonly record: { readonly status: { readonly phase?: string } };
}

/**
 * Operations in the order in which they are done: the one that was begun, then the oldest. An Unfence goes before all but
 * a Fence of the same instance that was asked for earlier: what is under way may wait for the very instance that it opens.
 */
export function inTurn<Entry extends Unended>(
  entries: readonly Entry[],
): readonly Entry[] {
  const asked = [...entries].sort(
    (a, b) =>
      createdAt(a) - createdAt(b) ||
      a.operation.metadata.name.localeCompare(b.operation.metadata.name),
  );
  const rank = (entry: Entry) => {
    if (opensAtOnce(entry, asked)) return 0;
    return entry.record.status.phase === 'Running' ? 1 : 2;
  };
  return [...asked].sort((a, b) => rank(a) - rank(b));
}

function opensAtOnce<Entry extends Unended>(
  entry: Entry,
  asked: readonly Entry[],
): boolean {
  const { type, target } = entry.operation.spec;
  return (
    type === 'Unfence' &&
    !asked
      .slice(0, asked.indexOf(entry))
      .some(
        ({ operation: { spec } }) =>
          spec.type === 'Fence' && spec.target === target,
      )
  );
}

function createdAt({ operation }: Unended): number {
  return Date.parse(operation.metadata.creationTimestamp ?? '') || 0;
}
