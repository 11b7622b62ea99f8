import { Clock } from '../../clock';
import { BinaryLog, FetchedTransactions } from '../binaryLogs';
import { Call, LazySession, Session, Transport } from '../connection';
import { GtidSet } from '../gtid';
import { notCommanding } from '../notCommanding';
import {
  RecordedEvent,
  ScheduledEvents,
  SettledEvent,
} from '../scheduledEvents';
import {
  ConnectionFailure,
  InstanceAddress,
  MySqlError,
  MySqlFacts,
  MySqlInstance,
  RenewedAccount,
  ReplicationSource,
  SystemCredentials,
  WrittenMembers,
} from '../types';
import { AppUser, ensureAppUser } from './appUser';
import {
  isConnected,
  purgeBinaryLogs,
  readBinaryLogs,
  rotateBinaryLog,
} from './binaryLogs';
import { cloneFrom, cloneProgress } from './clone';
import { CommandingConnection } from './CommandingConnection';
import { FactsReader } from './facts/FactsReader';
import { fence, makeReadOnly, makeWritable } from './fence';
import { forgetFetched, startFetched } from './fetched';
import { discardOldPasswords, renewPasswords } from './passwords';
import {
  endDumpThreads,
  followSource,
  startReceiving,
  stopReceiving,
} from './replication';
import {
  readRecordedEvents,
  readScheduledEvents,
  recordEvents,
  settleEvent,
  startEventScheduler,
} from './scheduledEvents';
import {
  ensureSchema,
  WRITE_HEARTBEAT,
  writeMembers,
  writeTerm,
} from './schema';
import { readVariables, setVariable } from './variables';
import { WaitingCommits } from './WaitingCommits';

const CONNECT_MS = 2000;
const FACTS_MS = 1000;
const COMMAND_MS = 5000;
/** Less than a command may take, so that the server ends it and the connection stays. */
const LOCK_WAIT_SECONDS = 4;
/** So many commits may wait for an acknowledgement; heartbeats more, when another one may release them. */
const WAITING_COMMITS = 3;
const WAITING_BEATS = 12;
/**
 * Events are read where writes are, and not while any of them waits: behind an account statement that reading would hang
 * too (`e2e/conformance/events.test.ts`), which must befall neither probes nor commands.
 */
const AMONG_COMMITS = 1;
/** A clone takes as long as the data take; who wants to end it restarts mysqld. */
const CLONE_MS = 24 * 60 * 60 * 1000;

/** A real mysqld. */
export class Mysql2Instance implements MySqlInstance {
  readonly name: string;
  private readonly listeners = new Set<(failure: ConnectionFailure) => void>();
  private readonly reading: LazySession;
  private readonly writing: WaitingCommits;
  private readonly beating: WaitingCommits;
  private readonly commanding: CommandingConnection;
  private readonly factsReader = new FactsReader();
  /** The connection of a statement that was late, and may hang on. */
  private late?: number;

  constructor(
    private readonly options: {
      readonly address: InstanceAddress;
      readonly credentials: SystemCredentials;
      readonly transport: Transport;
      readonly clock: Clock;
    },
  ) {
    const { address, credentials, clock } = options;
    this.name = address.pod;
    const asOperator = () => this.open(credentials.operator);
    this.reading = new LazySession(() => this.openReading());
    const common = { instance: this.name, clock, deadlineMs: COMMAND_MS };
    this.writing = new WaitingCommits({ ...common, open: asOperator });
    this.beating = new WaitingCommits({
      ...common,
      open: () => this.open(credentials.heartbeat),
    });
    this.commanding = new CommandingConnection({
      ...common,
      open: asOperator,
      reading: this.reading,
    });
  }

  facts(): Promise<MySqlFacts> {
    return this.read(call => this.factsReader.read(call));
  }

  onDisconnect(listener: (failure: ConnectionFailure) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  takeCommand(): Promise<void> {
    return this.commanding.take();
  }

  stopReceiving(): Promise<void> {
    return this.commanding.run(stopReceiving);
  }

  startReceiving(options: { acknowledge: boolean }): Promise<void> {
    return this.commanding.run(call => startReceiving(call, options));
  }

  followSource(
    source: ReplicationSource,
    options: { acknowledge: boolean },
  ): Promise<void> {
    return this.commanding.run(call => followSource(call, source, options));
  }

  startApplying(): Promise<void> {
    return this.command('START REPLICA SQL_THREAD');
  }

  async waitForApplied(set: GtidSet, timeoutSeconds: number): Promise<void> {
    const applied = await this.read(call =>
      call.query('SELECT GTID_SUBSET(?, @@global.gtid_executed) AS yes', [
        set.toString(),
      ]),
    );
    if (applied[0]?.yes === 1) {
      return;
    }
    // Probes go on meanwhile, so this waits on a connection of its own.
    const session = await this.open(this.options.credentials.operator);
    try {
      // The server has the deadline too: a thread whose client went away would wait on.
      const [row] = await session.query(
        'SELECT WAIT_FOR_EXECUTED_GTID_SET(?, ?) AS late',
        {
          values: [set.toString(), timeoutSeconds],
          deadlineMs: timeoutSeconds * 1000 + FACTS_MS,
        },
      );
      if (row?.late === 1) {
        throw new MySqlError(this.name, {
          kind: 'timeout',
          code: 'ETIMEDOUT',
          message: `did not apply ${set} within ${timeoutSeconds} s`,
        });
      }
    } finally {
      session.drop();
    }
  }

  forgetSource(): Promise<void> {
    return this.commanding.run(async call => {
      await call.query('STOP REPLICA');
      await call.query('RESET REPLICA ALL');
    });
  }

  setSemiSyncSource(waitFor: number): Promise<void> {
    return this.commanding.run(async call => {
      if (waitFor > 0) {
        await call.query(
          'SET GLOBAL rpl_semi_sync_source_wait_for_replica_count = ?, GLOBAL rpl_semi_sync_source_enabled = ON',
          [waitFor],
        );
      } else {
        await call.query('SET GLOBAL rpl_semi_sync_source_enabled = OFF');
      }
    });
  }

  makeWritable(): Promise<void> {
    return this.commanding.run(makeWritable);
  }

  makeReadOnly(): Promise<void> {
    return this.commanding.run(makeReadOnly);
  }

  liftOfflineMode(): Promise<void> {
    return this.command('SET GLOBAL offline_mode = OFF');
  }

  fence(options?: { drained?: boolean }): Promise<void> {
    return this.commanding.run(call => fence(call, options));
  }

  writeTerm(term: number): Promise<void> {
    return this.write(async (call, commander) => {
      await ensureSchema(call);
      if (!(await writeTerm(call, term, commander))) {
        throw notCommanding(this.name);
      }
    });
  }

  writeMembers(members: WrittenMembers): Promise<void> {
    return this.write(async (call, commander) => {
      await ensureSchema(call);
      if (!(await writeMembers(call, members, commander))) {
        throw notCommanding(this.name);
      }
    });
  }

  async writeHeartbeat(): Promise<void> {
    const limit =
      this.beating.count < WAITING_COMMITS || !(await this.mayAcknowledge())
        ? WAITING_COMMITS
        : WAITING_BEATS;
    await this.beating.run(limit, call => call.query(WRITE_HEARTBEAT));
  }

  endDumpThreads(serverUuids: readonly string[]): Promise<void> {
    return this.commanding.run(call => endDumpThreads(call, serverUuids));
  }

  async cloneFrom(donor: ReplicationSource): Promise<void> {
    await this.commanding.run(call => call.query('DO 0'));
    const session = await this.open(this.options.credentials.operator);
    try {
      await cloneFrom(
        new Call(session, this.options.clock, { deadlineMs: CLONE_MS }),
        donor,
      );
    } finally {
      session.drop();
    }
  }

  cloneProgress(): Promise<
    { doneBytes: number; totalBytes: number } | undefined
  > {
    return this.read(cloneProgress);
  }

  binaryLogs(): Promise<readonly BinaryLog[]> {
    return this.aside(readBinaryLogs);
  }

  purgeBinaryLogs(to: string): Promise<void> {
    return this.aside(call =>
      this.commanded(call, () => purgeBinaryLogs(call, to)),
    );
  }

  rotateBinaryLog(): Promise<void> {
    return this.aside(call =>
      this.commanded(call, () => rotateBinaryLog(call)),
    );
  }

  forgetFetched(): Promise<void> {
    return this.commanding.run(forgetFetched);
  }

  async applyFetched(
    { log, gtids }: FetchedTransactions,
    timeoutSeconds: number,
  ): Promise<void> {
    await this.commanding.run(call => startFetched(call, log));
    try {
      await this.waitForApplied(gtids, timeoutSeconds);
    } finally {
      await this.forgetFetched();
    }
  }

  scheduledEvents(): Promise<ScheduledEvents> {
    return this.writing.run(AMONG_COMMITS, readScheduledEvents);
  }

  recordedEvents(): Promise<readonly RecordedEvent[]> {
    return this.writing.run(AMONG_COMMITS, readRecordedEvents);
  }

  recordEvents(events: readonly RecordedEvent[]): Promise<void> {
    return this.write(async (call, commander) => {
      await ensureSchema(call);
      if (!(await recordEvents(call, events, commander))) {
        throw notCommanding(this.name);
      }
    });
  }

  settleEvent(event: SettledEvent, term: number): Promise<void> {
    return this.write(call => settleEvent(call, event, term));
  }

  startEventScheduler(term: number): Promise<void> {
    return this.write(call => startEventScheduler(call, term));
  }

  variables(
    names: readonly string[],
  ): Promise<Readonly<Record<string, string>>> {
    return this.read(call => readVariables(call, names));
  }

  setVariable(name: string, value: string): Promise<'set' | 'static'> {
    return this.commanding.run(call => setVariable(call, name, value));
  }

  ensureAppUser(app: AppUser): Promise<void> {
    return this.write(async call => {
      await ensureSchema(call);
      await ensureAppUser(call, app, () =>
        this.open({ user: app.username, password: app.password }),
      );
    });
  }

  async accepts(login: { user: string; password: string }): Promise<boolean> {
    try {
      (await this.open(login)).drop();
      return true;
    } catch (error) {
      const kind = error instanceof MySqlError ? error.failure.kind : undefined;
      // A server that is closed to clients says so to who knows the password.
      if (kind === 'denied' || kind === 'offline') return kind === 'offline';
      throw error;
    }
  }

  renewPasswords(accounts: readonly RenewedAccount[]): Promise<void> {
    return this.write(call =>
      renewPasswords(call, accounts, (user, password) =>
        this.accepts({ user, password }),
      ),
    );
  }

  discardOldPasswords(users: readonly string[]): Promise<void> {
    return this.write(call => discardOldPasswords(call, users));
  }

  async close(): Promise<void> {
    this.listeners.clear();
    this.commanding.drop();
    this.writing.drop();
    this.beating.drop();
    await this.reading.drop();
  }

  private open(login: { user: string; password: string }): Promise<Session> {
    const { address, transport, clock } = this.options;
    return Session.open({
      instance: this.name,
      address,
      login,
      transport,
      clock,
      connectTimeoutMs: CONNECT_MS,
      lockWaitSeconds: LOCK_WAIT_SECONDS,
    });
  }

  private async openReading(): Promise<Session> {
    const session = await this.open(this.options.credentials.operator);
    void session.ended.then(failure => {
      // Perhaps another mysqld answers next, which counts its connections anew.
      this.late = undefined;
      // Only what the server or the network did is news.
      if (failure.kind === 'reset') {
        this.listeners.forEach(listener => listener(failure));
      }
    });
    return session;
  }

  private async read<T>(query: (call: Call) => Promise<T>): Promise<T> {
    const session = await this.reading.get();
    return query(
      new Call(session, this.options.clock, { deadlineMs: FACTS_MS }),
    );
  }

  private async command(statement: string): Promise<void> {
    await this.commanding.run(call => call.query(statement));
  }

  /**
   * On a connection of its own, so that nothing else waits for what may hang; what is late is killed. Some of it hangs
   * on all the same, with one of max_connections: no other is begun meanwhile.
   */
  private async aside<T>(work: (call: Call) => Promise<T>): Promise<T> {
    const { credentials, clock } = this.options;
    const { late } = this;
    if (late && (await this.read(call => isConnected(call, late)))) {
      throw new MySqlError(this.name, {
        kind: 'timeout',
        code: 'MYSQLHA_STILL_HANGS',
        message: 'an earlier statement about binary logs still hangs',
      });
    }
    this.late = undefined;
    const session = await this.open(credentials.operator);
    try {
      return await work(new Call(session, clock, { deadlineMs: COMMAND_MS }));
    } catch (error) {
      if (error instanceof MySqlError && error.failure.kind === 'timeout') {
        this.late = session.id;
        void this.read(call => call.endConnection(session.id)).catch(
          () => undefined,
        );
      }
      throw error;
    } finally {
      session.drop();
    }
  }

  /** Enough replicas are connected: one that has all that waits acknowledges it with the next commit only. */
  private async mayAcknowledge(): Promise<boolean> {
    const { semiSyncSource } = await this.facts();
    return semiSyncSource.clients >= semiSyncSource.waitFor;
  }

  /** Writes, unless another operator commands by now. */
  private async write<T>(
    change: (call: Call, commander: number) => Promise<T>,
  ): Promise<T> {
    return this.writing.run(WAITING_COMMITS, call =>
      this.commanded(call, id => change(call, id)),
    );
  }

  private async commanded<T>(
    call: Call,
    change: (commander: number) => Promise<T>,
  ): Promise<T> {
    const { id } = this.commanding;
    const [row] = await call.query("SELECT IS_USED_LOCK('mysqlha') AS holder");
    if (id === undefined || row?.holder !== id) {
      throw notCommanding(this.name);
    }
    return change(id);
  }
}
