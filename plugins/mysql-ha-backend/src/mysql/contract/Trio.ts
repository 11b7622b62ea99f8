import { MySqlInstance, ReplicationSource } from '../types';

/** What an ordinary client was told of its commit: `lost` may be committed or not. */
export type CommitOutcome = 'waiting' | 'ok' | 'refused' | 'lost';

/** Three servers, the first of them the primary of a healthy semi-synchronous cluster that waits for one acknowledgement. */
export interface Trio {
  readonly primary: Member;
  readonly replicas: readonly [Member, Member];
  /** Asks until it holds; rejects after a while, naming what didn't come. */
  eventually(what: string, holds: () => Promise<boolean>): Promise<void>;
  /** Lets so many milliseconds pass. */
  pass(ms: number): Promise<void>;
}

/** One server of a {@link Trio}, as the adapter sees it and with what may befall it. */
export interface Member {
  readonly mysql: MySqlInstance;
  /** As another operator sees it. */
  readonly rival: MySqlInstance;
  /** Where others replicate and clone from. */
  readonly address: ReplicationSource;
  readonly donor: ReplicationSource;
  /** An ordinary client commits one transaction; reads what it was told so far. */
  commit(): Promise<() => CommitOutcome>;
  /** kill -9; comes back by itself. */
  crash(): Promise<void>;
  /** SIGTERM; comes back by itself. */
  terminate(): Promise<void>;
  /** SIGSTOP and SIGCONT. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Keeps the applier from applying, as a long transaction would. */
  holdApplier(): Promise<void>;
  releaseApplier(): Promise<void>;
  /** Whether the app's login works. */
  canLogIn(app: {
    username: string;
    password: string;
    database: string;
  }): Promise<boolean>;
}
