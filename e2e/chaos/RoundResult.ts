import { Moments } from './judgeRound';
import { Entry } from './ledger/Ledger';
import { Sample } from './servers/Sample';

/** What one round showed. */
export interface RoundResult {
  readonly round: number;
  readonly scenario: string;
  /** The longest time without an acknowledged commit, as all writers together saw it, in milliseconds. */
  readonly outageMs: number;
  /** From the fault until the engine opened its record, if it did. */
  readonly detectionMs?: number;
  readonly acknowledged: number;
  readonly unknown: number;
  /** Acknowledged and not on the primary in the end; what another instance lacks is among the failures. */
  readonly lost: number;
  readonly reads: number;
  /** How often a server said whether it could commit. */
  readonly samples: number;
  /** How long the whole round took. */
  readonly seconds: number;
  /** Why it failed; empty when it passed. */
  readonly failures: readonly string[];
  /** Where what was found lies. */
  readonly evidence?: string;
}

/** All that was seen of a round, for whoever looks into why it failed. */
export interface Trace {
  readonly moments: Moments;
  /** Who led, in the order of the terms. */
  readonly leaders: readonly string[];
  readonly samples: readonly Sample[];
  readonly entries: readonly Entry[];
}
