import { GtidSet, MySqlFacts } from '../mysql';
import { holdings } from './lookup';

/** How far back it reaches, in milliseconds: further than any lag that decides something. */
const REACHES_MS = 30_000;

/**
 * What the primary had committed when. A replica says how old the oldest transaction is that it received and did not
 * apply, and nothing of those that it did not receive: one that was away and has just connected says that it lags by
 * nothing.
 */
export class PrimaryPast {
  private of?: string;
  private past: readonly { readonly at: number; readonly set: GtidSet }[] = [];

  /**
   * Notes what a probe of the primary said.
   * @param at - when, by the monotonic clock
   */
  note({ serverUuid, gtidExecuted }: MySqlFacts, at: number): void {
    if (this.of !== serverUuid) {
      this.of = serverUuid;
      this.past = [];
    }
    const newest = this.past[this.past.length - 1];
    if (newest && (newest.at >= at || newest.set.equals(gtidExecuted))) return;
    this.past = [
      ...this.past.filter(entry => at - entry.at <= REACHES_MS),
      { at, set: gtidExecuted },
    ];
  }

  /**
   * For how long at least a replica had lacked something when it was probed, in milliseconds; what the primary commits
   * later is no lack.
   * @param at - when it was probed
   */
  lackedForMs(replica: MySqlFacts, at: number): number {
    const held = holdings(replica);
    let since = at;
    for (const entry of [...this.past].reverse()) {
      if (entry.at >= at) continue;
      if (held.contains(entry.set)) break;
      since = entry.at;
    }
    return at - since;
  }
}
