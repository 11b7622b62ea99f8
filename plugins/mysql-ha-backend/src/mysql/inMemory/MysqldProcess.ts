import { GtidSet } from '../gtid';
import { Connection, CONNECTION_LOST } from './Connection';
import { DataDirectory } from './DataDirectory';
import { Receiver } from './Receiver';
import { SemiSyncSource } from './SemiSyncSource';
import { Change, Session } from './Transaction';

/** A replica's connection, seen from its source. */
export interface DumpThread {
  readonly replicaUuid: string;
  readonly replicaHost: string;
  readonly semiSync: boolean;
}

/** A running mysqld: all that is gone when it dies. It boots as invariant 5 of the design demands. */
export class MysqldProcess {
  readOnly = true;
  superReadOnly = true;
  offlineMode = false;
  semiSyncReplicaEnabled = false;
  frozen = false;
  /** FLUSH BINARY LOGS is under way: nobody looks at binary logs meanwhile. */
  rotating = false;
  alive = true;
  /** The thread that runs events. */
  schedulesEvents = false;
  /** How long a transaction takes from receiver to applier, in milliseconds. */
  applyMs = 0;
  applierOn = false;
  applierError?: { readonly code: number; readonly message: string };
  /** A KILL met the CHANGE REPLICATION SOURCE that made its channel: no START takes that, until mysqld restarts. */
  channelIsHalfMade = false;
  readonly variables = new Map<string, string>();
  readonly semiSync: SemiSyncSource;
  readonly receiver: Receiver;
  /** By the replica's server uuid: a new one ends the old. */
  readonly dumpThreads = new Map<string, DumpThread>();

  private readonly connections = new Set<Connection>();
  private commander?: Connection;
  private makingChannel?: Connection;
  private pendingReadOnly?: { by: Connection; done: () => void };
  private inbox: (() => void)[] = [];
  private spaceless: { write: () => void; session: Session }[] = [];

  constructor(readonly disk: DataDirectory, readonly startedAt: number) {
    this.semiSync = new SemiSyncSource(
      transaction => {
        disk.apply(transaction, false);
        this.finishReadOnly();
      },
      () => this.semiSyncClients,
    );
    this.receiver = new Receiver(disk);
  }

  /** Connected replicas that acknowledge, by what TCP has told so far. */
  get semiSyncClients(): number {
    return [...this.dumpThreads.values()].filter(({ semiSync }) => semiSync)
      .length;
  }

  get executed(): GtidSet {
    return this.disk.logged.subtract(this.semiSync.invisible);
  }

  /** Commits one transaction, whether or not the server is read-only. */
  commit(change: Change, session: Session, now: number): GtidSet {
    const logged = this.disk.log(
      { gtid: this.disk.nextGtid(), committedAt: now, change },
      now,
    );
    session.logged?.(logged.transaction.gtid);
    this.semiSync.commit(logged, session);
    return logged.transaction.gtid;
  }

  /** Applies what the supervisor fetched and this server does not hold. */
  applyFetched(now: number): void {
    for (const transaction of this.disk.fetched) {
      if (!this.disk.logged.contains(transaction.gtid)) {
        this.disk.log(transaction, now);
        this.disk.apply(transaction, true);
      }
    }
    this.disk.fetched = [];
  }

  /** Applies the next received transaction; whether there was one. */
  applyNext(now: number): boolean {
    const dueAt = this.applyDueAt();
    if (dueAt === undefined || dueAt > now) {
      return false;
    }
    const [next, ...rest] = this.disk.relayLog;
    this.disk.relayLog = rest;
    if (!this.disk.logged.contains(next.gtid)) {
      this.disk.log(next, now);
      this.disk.apply(next, true);
    }
    return true;
  }

  /** When the next received transaction is applied; undefined when nothing is to be applied. */
  applyDueAt(): number | undefined {
    const [next] = this.disk.relayLog;
    return next && this.applierOn && !this.applierError && !this.disk.full
      ? next.receivedAt + this.applyMs
      : undefined;
  }

  /** Runs what writes as soon as there is space: mysqld waits for some. */
  whenSpace(write: () => void, session: Session): void {
    if (this.disk.full) {
      this.spaceless.push({ write, session });
    } else {
      write();
    }
  }

  /** There is space again. */
  writeOn(): void {
    const { spaceless } = this;
    this.spaceless = [];
    spaceless.forEach(({ write }) => write());
    this.finishReadOnly();
  }

  setOfflineMode(): void {
    this.offlineMode = true;
    this.semiSync.cutSessions();
    this.spaceless
      .filter(({ session }) => session.ordinary)
      .forEach(({ session }) => session.cut());
  }

  /** SET GLOBAL super_read_only=ON: hangs behind a commit that waits, and reads 1 meanwhile. */
  setSuperReadOnly(by: Connection): Promise<void> {
    this.superReadOnly = true;
    return new Promise(resolve => {
      this.pendingReadOnly = { by, done: resolve };
      this.finishReadOnly();
    });
  }

  makeWritable(): void {
    this.readOnly = false;
    this.superReadOnly = false;
    this.offlineMode = false;
  }

  open(connection: Connection): void {
    this.connections.add(connection);
  }

  /** KILL: what the connection waits for is undone. */
  kill(connection: Connection): void {
    if (this.makingChannel === connection) {
      this.makingChannel = undefined;
      this.channelIsHalfMade = true;
    }
    this.drop(connection);
  }

  /** Its client has gone, of which mysqld takes notice when it is done with the statement. */
  drop(connection: Connection): void {
    connection.end(CONNECTION_LOST);
    this.connections.delete(connection);
    const isBusy = this.makingChannel === connection;
    if (this.commander === connection && !isBusy) {
      this.commander = undefined;
    }
    if (this.pendingReadOnly?.by === connection) {
      this.pendingReadOnly = undefined;
      this.superReadOnly = this.readOnly;
    }
  }

  /** CHANGE REPLICATION SOURCE begins to make a channel. */
  beginChannel(by: Connection): void {
    this.makingChannel = by;
  }

  /** It is made. @returns false when somebody KILLed whoever made it, or mysqld has ended */
  endChannel(by: Connection): boolean {
    if (!this.alive || this.makingChannel !== by) return false;
    this.makingChannel = undefined;
    if (!this.serves(by)) this.drop(by);
    return true;
  }

  /** GET_LOCK after KILL of whoever holds it. */
  takeCommand(connection: Connection): void {
    if (this.commander && this.commander !== connection) {
      this.kill(this.commander);
    }
    this.commander = connection;
  }

  /** Whether the server has the connection, whatever its client believes. */
  serves(connection: Connection): boolean {
    return this.alive && this.connections.has(connection);
  }

  isCommandedBy(connection: Connection): boolean {
    return this.serves(connection) && this.commander === connection;
  }

  /** What was sent to a frozen process runs when it goes on, whether anybody still waits for it or not. */
  whenRunning(action: () => void): void {
    if (this.frozen) {
      this.inbox.push(action);
    } else {
      action();
    }
  }

  thaw(): void {
    this.frozen = false;
    const actions = this.inbox;
    this.inbox = [];
    actions.forEach(action => action());
  }

  /** @param hears - whether a reset reaches this operator */
  die(hears: (operator: string) => boolean): void {
    this.alive = false;
    this.semiSync.die();
    this.spaceless.forEach(({ session }) => session.cut());
    for (const connection of this.connections) {
      if (hears(connection.operator)) {
        connection.end(CONNECTION_LOST);
      }
    }
  }

  private finishReadOnly(): void {
    if (
      this.pendingReadOnly &&
      this.semiSync.waitingSessions === 0 &&
      this.spaceless.length === 0
    ) {
      this.readOnly = true;
      this.pendingReadOnly.done();
      this.pendingReadOnly = undefined;
    }
  }
}
