import { BinaryLog, MySqlFacts } from '../mysql';
import { BinlogsView } from '../observe';
import { lackOldest } from './judgeBinaryLogs';
import { Reader } from './Reader';

/** Of more transactions than these between two looks a volume may fill fast; heartbeats alone are fewer. */
const MANY = 5;

/** So many looks are passed over while nothing can be purged and next to nothing is written. */
const RESTING_LOOKS = 14;

/** What one look at a server’s binary logs needs to know of those before it. */
export class EarlierLooks {
  private count: number | undefined;
  private lacking:
    | { readonly oldest: string; readonly by: readonly string[] }
    | undefined;
  private heldBackBy: readonly string[] = [];
  private toPassOver = 0;

  /** Whether many transactions came since the last one. */
  isBusy({ gtidExecuted }: Pick<MySqlFacts, 'gtidExecuted'>): boolean {
    const count = gtidExecuted.count();
    const before = this.count ?? count;
    this.count = count;
    return count - before > MANY;
  }

  /** Who lacks the same oldest file as at the look before. */
  stuckAt(
    logs: readonly BinaryLog[],
    readers: readonly Reader[],
  ): ReadonlySet<string> {
    const before = this.lacking;
    const oldest = logs[0]?.name ?? '';
    const by = lackOldest(logs, readers);
    this.lacking = { oldest, by };
    return new Set(
      before?.oldest === oldest ? by.filter(r => before.by.includes(r)) : [],
    );
  }

  /** A volume may be tight for good, with data: then the same files are not read through at each look. */
  mayRest(): boolean {
    const left = this.toPassOver;
    this.toPassOver = left === 0 ? RESTING_LOOKS : left - 1;
    return left > 0;
  }

  /** The next look is not passed over. */
  wake(): void {
    this.toPassOver = 0;
  }

  /** What was held back at the look before too: a replica is often behind for a moment. */
  lasting(heldBack: BinlogsView['heldBack']): BinlogsView['heldBack'] {
    const before = this.heldBackBy;
    const by = heldBack?.by ?? [];
    this.heldBackBy = by;
    if (by.length === 0 || by.some(r => before.includes(r))) return heldBack;
    // The next look tells.
    this.wake();
    return undefined;
  }
}
