import { ConnectionFailure, OutsideFacts } from '../mysql';

/** What is known of the MySQL outside that a cluster follows, or gets its first data from. */
export interface OutsideView {
  /** Whether the Secret that the spec names has a username and a password. */
  readonly login: 'unknown' | 'missing' | 'there';
  /** What it said when it was last looked at, from where the operator runs. */
  readonly seen:
    | { readonly state: 'unknown' }
    | { readonly state: 'reachable'; readonly facts: OutsideFacts }
    | { readonly state: 'unreachable'; readonly failure: ConnectionFailure };
  /** How long ago it was asked for what is seen, in milliseconds: that was so then or later. */
  readonly seenAgeMs?: number;
  /** The primary was pointed at it with the login that now stands in the Secret. */
  readonly loginGiven: boolean;
}
