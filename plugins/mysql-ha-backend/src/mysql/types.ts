import { BinaryLog, FetchedTransactions } from './binaryLogs';
import { MySqlFacts, OutsideFacts, WrittenMembers } from './facts';
import { GtidSet } from './gtid';
import { ConnectionFailure } from './MySqlError';
import {
  RecordedEvent,
  ScheduledEvents,
  SettledEvent,
} from './scheduledEvents';
import { Supervisor } from './supervisor/Supervisor';

/** Name of an instance: its pod's name. */
export type InstanceName = string & { readonly __brand: 'InstanceName' };

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
