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
  private instance?: string;
  private past: readonly { readonly at: number; readonly set: GtidSet }[] = [];

  /**
   * Notes what a probe of the primary said.
   * @param instance - the primary's name
   * @param at - when, by the monotonic clock
   */
  note(
    instance: string,
    { serverUuid, gtidExecuted }: MySqlFacts,
    at: number,
  ): void {
    if (this.of !== serverUuid) {
      this.of = serverUuid;
      this.past = [];
    }
    this.instance = instance;
    const newest = this.past[this.past.length - 1];
    if (newest && (newest.at >= at || newest.set.equals(gtidExecuted))) return;
    this.past = [
      ...this.past.filter(entry => at - entry.at <= REACHES_MS),
      { at, set: gtidExecuted },
    ];
  }

  /** What it held when it was last read, also when its pod is gone since; nothing if another one was read last. */
  newest(instance: string | undefined): GtidSet | undefined {
    return this.instance === instance
      ? this.past[this.past.length - 1]?.set
      : undefined;
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
