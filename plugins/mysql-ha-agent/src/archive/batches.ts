import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { SpooledTransaction } from './Spool';
import { mostGtidCharacters } from './segmentKey';

/** A segment is ended when it has so many bytes before compression; one transaction may have more. */
const segmentBytes = 32 * 1024 ** 2;

/** Transactions that become one segment: they follow each other in one file. */
export interface Batch {
  readonly transactions: readonly SpooledTransaction[];
  readonly gtids: GtidSet;
  readonly bytes: number;
}

/** Divides transactions into segments, in their order. */
export function batchesOf(
  transactions: readonly SpooledTransaction[],
): readonly Batch[] {
  const batches: Batch[] = [];
  for (const one of transactions) {
    const last = batches[batches.length - 1];
    const longer = last && extended(last, one);
    if (longer) batches[batches.length - 1] = longer;
    else
      batches.push({
        transactions: [one],
        gtids: GtidSet.parse(one.gtid),
        bytes: one.bytes,
      });
  }
  return batches;
}

function extended(batch: Batch, next: SpooledTransaction): Batch | undefined {
  const { transactions } = batch;
  const before = transactions[transactions.length - 1];
  const bytes = batch.bytes + next.bytes;
  if (!before || before.file !== next.file) return undefined;
  if (before.offset + before.bytes !== next.offset) return undefined;
  // Another binary log: numbers that order transactions begin anew.
  if (next.sequence <= before.sequence || bytes > segmentBytes)
    return undefined;
  const gtids = batch.gtids.union(GtidSet.parse(next.gtid));
  if (gtids.toString().length > mostGtidCharacters) return undefined;
  return { transactions: [...transactions, next], gtids, bytes };
}
