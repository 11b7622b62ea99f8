import { BinaryLog, FetchedTransactions, KeptTransactions } from './binaryLogs';
import { GtidSet } from './gtid';
import {
  RecordedEvent,
  ScheduledEvents,
  SettledEvent,
} from './scheduledEvents';

/** Name of an instance: its pod's name. */
export type InstanceName = string & { readonly __brand: 'InstanceName' };

/** A copy of the record of members, which MySQL keeps so that a record that was edited or restored can be told. */
export interface WrittenMembers {
  /** The uid of the MySQLCluster: data that came from another cluster bring that one's record along. */
  readonly cluster: string;
  /** As `status.synchronous` has them. */
  readonly term: number;
  readonly revision: number;
  readonly members: readonly string[];
  readonly waitFor: number;
  readonly lowestWaitFor?: number;
}

/** What one probe reads of a mysqld, in one round trip. */
export interface MySqlFacts {
  readonly serverUuid: string;
  readonly serverId: number;
  /** As `@@version` says it. */
  readonly version: string;
  readonly uptimeSeconds: number;
  readonly readOnly: boolean;
  readonly superReadOnly: boolean;
  readonly offlineMode: boolean;
  readonly gtidExecuted: GtidSet;
  readonly gtidPurged: GtidSet;
  readonly semiSyncSource: {
    readonly enabled: boolean;
    /** `rpl_semi_sync_source_wait_for_replica_count`. */
    readonly waitFor: number;
    /** Semi-sync replicas connected now. */
    readonly clients: number;
    /** Sessions that wait for an acknowledgement now. */
    readonly waitingSessions: number;
  };
  /** `rpl_semi_sync_replica_enabled`; takes effect at the next start of the receiver. */
  readonly semiSyncReplicaEnabled: boolean;
  /** `Rpl_semi_sync_replica_status`: this server acknowledges now. */
  readonly acknowledging: boolean;
  /** Replication channel ''; undefined when there is none configured. */
  readonly replica?: ReplicaFacts;
  /** server_uuids whose dump threads are connected here (their replication). */
  readonly dumpThreads: readonly {
    readonly serverUuid?: string;
    readonly host: string;
  }[];
  /** Newest term that the replicated table `mysqlha.term` holds; undefined before the first. */
  readonly term?: { readonly term: number; readonly primaryUuid: string };
  /** What the replicated table `mysqlha.members` holds; undefined before it was first written. */
  readonly members?: WrittenMembers;
}

/** What a replica says of its replication. */
export interface ReplicaFacts {
  readonly sourceHost: string;
  readonly sourcePort: number;
  readonly sourceUuid?: string;
  readonly autoPosition: boolean;
  readonly receiver: 'ON' | 'OFF' | 'CONNECTING';
  readonly receiverError?: { readonly code: number; readonly message: string };
  readonly applierOn: boolean;
  readonly applierError?: { readonly code: number; readonly message: string };
  /** Transactions received, applied or not. */
  readonly received: GtidSet;
  /** Seconds since the last heartbeat of the source, by the server's own clock; undefined when there was none. */
  readonly heartbeatAgeSeconds?: number;
  /** Seconds since the last event was queued, by the server's own clock; undefined when there was none. */
  readonly lastQueuedAgeSeconds?: number;
  /**
   * Age in seconds of the oldest transaction received and not yet applied, from its commit timestamp on the primary;
   * 0 when all that was received is applied.
   */
  readonly lagSeconds: number;
}

/** An account on its way from one password to the next. */
export interface RenewedAccount {
  readonly user: string;
  /** What it logs in with now. */
  readonly password: string;
  readonly next: string;
}

/** Where a replica receives from. */
export interface ReplicationSource {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Over TLS; left out: yes. */
  readonly tls?: boolean;
}

/** What a MySQL outside says of itself. */
export interface OutsideFacts {
  readonly serverUuid: string;
  /** As `@@version` says it. */
  readonly version: string;
  /** `@@gtid_mode`; only ON will do. */
  readonly gtidMode: string;
  readonly gtidExecuted: GtidSet;
  readonly gtidPurged: GtidSet;
  /** The plugin `clone` is active there. */
  readonly givesClones: boolean;
}

/** Why an instance can't be asked. */
export interface ConnectionFailure {
  readonly kind:
    | 'refused'
    | 'timeout'
    | 'reset'
    | 'denied'
    | 'offline'
    | 'other';
  /** mysql2's or the system's code, e.g. ER_ACCESS_DENIED_ERROR or ECONNREFUSED. */
  readonly code: string;
  readonly message: string;
}

/** Thrown by each call of {@link MySqlInstance}. */
export class MySqlError extends Error {
  constructor(readonly instance: string, readonly failure: ConnectionFailure) {
    super(`${instance}: ${failure.message}`);
    this.name = 'MySqlError';
  }
}

/**
 * One mysqld, spoken to in verbs that say what they are for. Reads go over a connection of their own,
 * because a command may hang behind a waiting commit; all commands go over one connection that holds
 * `GET_LOCK('mysqlha')`, so that a successor can end the commands of a stalled operator (design section 4).
 * Each call has a deadline; a late one rejects with failure kind `timeout` and its connection is dropped.
 */
export interface MySqlInstance {
  readonly name: string;
  /** Reads all facts in one round trip; never commits, never touches what hangs behind a waiting commit. */
  facts(): Promise<MySqlFacts>;
  /** Calls back when the reading connection breaks: the first sign of a death. */
  onDisconnect(listener: (failure: ConnectionFailure) => void): () => void;
  /** Takes the commanding lock, ending the connection of whoever held it. */
  takeCommand(): Promise<void>;

  /** Stops the receiver and takes back its acknowledgements (`rpl_semi_sync_replica_enabled=OFF`). */
  stopReceiving(): Promise<void>;
  /** Starts receiver and applier; `acknowledge` sets `rpl_semi_sync_replica_enabled` first and restarts the receiver so that it takes effect. */
  startReceiving(options: { acknowledge: boolean }): Promise<void>;
  /** Points at a source with GTID auto-position, heartbeat 1 s, retry 1 s, TLS, and starts. */
  followSource(
    source: ReplicationSource,
    options: { acknowledge: boolean },
  ): Promise<void>;
  /** Starts the applier alone (to apply what was received); without a source there is nothing to apply. */
  startApplying(): Promise<void>;
  /** Resolves when `set` is in gtid_executed; rejects with `timeout` after `timeoutSeconds`. */
  waitForApplied(set: GtidSet, timeoutSeconds: number): Promise<void>;
  /** `RESET REPLICA ALL`. */
  forgetSource(): Promise<void>;
  /** Turns semi-sync on with this count (> 0), or off (0). Lowering while a commit waits acknowledges it: callers know why they may. */
  setSemiSyncSource(waitFor: number): Promise<void>;
  /** Writable: super_read_only and read_only OFF, offline_mode OFF. Semi-sync must be as recorded before. */
  makeWritable(): Promise<void>;
  /** read_only and super_read_only ON; counts only when the SET has returned. */
  makeReadOnly(): Promise<void>;
  /** offline_mode OFF. */
  liftOfflineMode(): Promise<void>;
  /**
   * The fence: offline_mode ON, kill client sessions, semi-sync off, super_read_only ON, in this order.
   * @param options - `drained`: it takes no writes any more and its replicas are still connected, so that semi-sync may
   *   go off first, which is faster. Should a commit wait all the same, it hangs as makeReadOnly does, and tells no lie.
   */
  fence(options?: { drained?: boolean }): Promise<void>;
  /** Writes the term and this server's uuid into `mysqlha.term` (replicated); releases waiting commits. */
  writeTerm(term: number): Promise<void>;
  /** Writes the record of members into `mysqlha.members` (replicated). */
  writeMembers(members: WrittenMembers): Promise<void>;
  /** Writes the heartbeat row on a connection of its own; resolves when it is committed. */
  writeHeartbeat(): Promise<void>;
  /** Ends dump threads of the given replicas (by server uuid). */
  endDumpThreads(serverUuids: readonly string[]): Promise<void>;
  /** Replaces all data of this instance by those of the donor; mysqld restarts at its end. */
  cloneFrom(donor: ReplicationSource): Promise<void>;
  /** Percent and bytes of a running clone, from performance_schema.clone_progress. */
  cloneProgress(): Promise<
    { readonly doneBytes: number; readonly totalBytes: number } | undefined
  >;

  /** Its own binary logs, oldest first. */
  binaryLogs(): Promise<readonly BinaryLog[]>;
  /** Removes the binary logs before this one, and stops at one that a replica reads. */
  purgeBinaryLogs(to: string): Promise<void>;
  /** Closes the binary log that is written. Not while a commit waits: until its acknowledgement nothing more would be written. */
  rotateBinaryLog(): Promise<void>;
  /** Removes what an earlier attempt to fetch left. */
  forgetFetched(): Promise<void>;
  /** Applies what the supervisor fetched; rejects with `timeout` after `timeoutSeconds`, and leaves nothing of it. */
  applyFetched(
    fetched: FetchedTransactions,
    timeoutSeconds: number,
  ): Promise<void>;

  /** What it says of its scheduled events. */
  scheduledEvents(): Promise<ScheduledEvents>;
  /** The record of which events are to run; empty before the first. */
  recordedEvents(): Promise<readonly RecordedEvent[]>;
  /** Writes that record (replicated). */
  recordEvents(events: readonly RecordedEvent[]): Promise<void>;
  /** Enables or disables an event, and leaves it its definer; on the writable primary of this term only. */
  settleEvent(event: SettledEvent, term: number): Promise<void>;
  /** Starts the thread that runs events; on the writable primary of this term only. */
  startEventScheduler(term: number): Promise<void>;

  /** Current global values of these variables, as text; a variable the server doesn't know is missing. */
  variables(
    names: readonly string[],
  ): Promise<Readonly<Record<string, string>>>;
  /**
   * `SET GLOBAL name = value`.
   * @returns 'static' when MySQL says the variable can only change by a restart
   */
  setVariable(name: string, value: string): Promise<'set' | 'static'>;
  /** Creates or repairs the app's database, user and grants, and the schema `mysqlha`; on the writable primary only. */
  ensureAppUser(app: {
    username: string;
    password: string;
    database: string;
  }): Promise<void>;
  /** Whether an account may log in with this password. */
  accepts(login: {
    readonly user: string;
    readonly password: string;
  }): Promise<boolean>;
  /** Lets each account log in with `next` beside `password`; on the writable primary only. Writes nothing where both hold. */
  renewPasswords(accounts: readonly RenewedAccount[]): Promise<void>;
  /** Lets these accounts log in with their newest password alone; on the writable primary only. */
  discardOldPasswords(users: readonly string[]): Promise<void>;
  /** Ends all connections of this adapter to the instance. */
  close(): Promise<void>;
}

/** Where an instance is and how to log in. */
export interface InstanceAddress {
  readonly namespace: string;
  readonly pod: string;
  readonly podIp: string;
  readonly port: number;
}

/** Logins of the engine, from the Secret `<name>-system`. */
export interface SystemCredentials {
  readonly operator: { readonly user: string; readonly password: string };
  readonly heartbeat: { readonly user: string; readonly password: string };
  readonly replication: { readonly user: string; readonly password: string };
  readonly clone: { readonly user: string; readonly password: string };
  readonly supervisorToken: string;
  /** What replicas are to log in with soon, while passwords rotate; it is accepted where both passwords hold. */
  readonly nextReplication?: string;
}

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

/** Opens instances and supervisors, directly or through the API server's port-forward, chosen by itself. */
export interface MySqlAdapter {
  instance(
    address: InstanceAddress,
    credentials: SystemCredentials,
  ): MySqlInstance;
  supervisor(address: InstanceAddress, token: string): Supervisor;
  /**
   * Looks at a MySQL outside, with a login for replication.
   * @throws MySqlError
   */
  lookOutside(source: ReplicationSource): Promise<OutsideFacts>;
  close(): Promise<void>;
}
