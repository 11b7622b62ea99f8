import { FetchedTransactions, KeptTransactions } from '../binaryLogs';
import { GtidSet } from '../gtid';

/** What the supervisor says of its mysqld; see supervisor/README.md. */
export interface SupervisorState {
  readonly bootId: string;
  readonly phase:
    | 'Initialising'
    | 'Starting'
    | 'Running'
    | 'Stopping'
    | 'Stopped'
    | 'Crashed'
    | 'Unstartable';
  readonly message?: string;
  readonly mysqldPid?: number;
  /** When this mysqld was started, RFC 3339. */
  readonly startedAt?: string;
  readonly starts: number;
  readonly lastExit?: {
    readonly code?: number;
    readonly signal?: string;
    readonly at: string;
  };
  readonly selfFenced: boolean;
  readonly dataDirCreated?: boolean;
  readonly disk?: { readonly totalBytes: number; readonly freeBytes: number };
  /** SHA-256 in hex of the my.cnf that mysqld was last started with. */
  readonly configuration?: string;
  /** SHA-256 in hex of the bootstrap.sql that the next start of mysqld would run. */
  readonly bootstrap?: string;
  readonly errors: readonly string[];
  /** What was put aside on its volume, newest first; an older supervisor does not say it. */
  readonly kept?: readonly {
    readonly at: string;
    readonly path: string;
    readonly gtids: string;
  }[];
}

/** PID 1 beside a mysqld. */
export interface Supervisor {
  state(): Promise<SupervisorState>;
  stop(options: { hard?: boolean; reason: string }): Promise<void>;
  start(): Promise<void>;
  restart(options: { hard?: boolean; reason: string }): Promise<void>;
  fence(): Promise<void>;
  repairCredentials(options: { logged: boolean }): Promise<void>;
  /**
   * Puts these transactions, or all binary logs if none are named, into a folder that outlives a CLONE, so that what
   * exists here alone can still be read.
   */
  keepBinlogs(order: {
    readonly gtids?: GtidSet;
    readonly reason: string;
  }): Promise<KeptTransactions>;
  /**
   * Those of these transactions that change nothing but the engine's heartbeat, by what its binary logs say. One that they
   * no longer have, or that can't be read, is not among them.
   */
  heartbeatsAmong(gtids: GtidSet): Promise<GtidSet>;
  /** Gets what this instance lacks out of the binary logs of a peer, whose mysqld need not run. */
  fetchLacking(order: {
    readonly from: string;
    /** Where the peer’s supervisor is found. */
    readonly host: string;
    readonly holds: GtidSet;
    readonly seconds: number;
  }): Promise<FetchedTransactions>;
  wipe(instance: string): Promise<void>;
}
