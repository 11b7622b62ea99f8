import { Clock } from '../../clock';
import { BinaryLog, FetchedTransactions } from '../binaryLogs';
import { Call, Session, Transport } from '../connection';
import { GtidSet } from '../gtid';
import { notCommanding } from '../notCommanding';
import {
  RecordedEvent,
  ScheduledEvents,
  SettledEvent,
} from '../scheduledEvents';
import { MySqlFacts, WrittenMembers } from '../facts';
import { ConnectionFailure } from '../MySqlError';
import {
  InstanceAddress,
  MySqlInstance,
  RenewedAccount,
  ReplicationSource,
  SystemCredentials,
} from '../types';
import { accepts } from './accepts';
import { isApplied, waitUntilApplied } from './applied';
import { AppUser, ensureAppUser } from './appUser';
import { purgeBinaryLogs, readBinaryLogs, rotateBinaryLog } from './binaryLogs';
import { cloneFrom, cloneProgress } from './clone';
import { FactsReader } from './facts/FactsReader';
import { fence, makeReadOnly, makeWritable } from './fence';
import { forgetFetched, startFetched } from './fetched';
import { InstanceConnections } from './InstanceConnections';
import { discardOldPasswords, renewPasswords } from './passwords';
import {
  endDumpThreads,
  followSource,
  forgetSource,
  startApplying,
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
import { setSemiSyncSource } from './semiSync';
import { readVariables, setVariable } from './variables';

/** A clone takes as long as the data take; who wants to end it restarts mysqld. */
const CLONE_MS = 24 * 60 * 60 * 1000;

/** A real mysqld: each verb, and on which of its connections it is said. */
export class Mysql2Instance implements MySqlInstance {
  readonly name: string;
  private readonly connections: InstanceConnections;
  private readonly factsReader = new FactsReader();

  constructor(
    private readonly options: {
      readonly address: InstanceAddress;
      readonly credentials: SystemCredentials;
      readonly transport: Transport;
      readonly clock: Clock;
    },
  ) {
    this.name = options.address.pod;
    this.connections = new InstanceConnections(options);
  }

  facts(): Promise<MySqlFacts> {
    return this.connections.read(call => this.factsReader.read(call));
  }

  onDisconnect(listener: (failure: ConnectionFailure) => void): () => void {
    return this.connections.onDisconnect(listener);
  }

  takeCommand(): Promise<void> {
    return this.connections.takeCommand();
  }

  stopReceiving(): Promise<void> {
    return this.connections.command(stopReceiving);
  }

  startReceiving(options: { acknowledge: boolean }): Promise<void> {
    return this.connections.command(call => startReceiving(call, options));
  }

  followSource(
    source: ReplicationSource,
    options: { acknowledge: boolean },
  ): Promise<void> {
    return this.connections.command(call =>
      followSource(call, source, options),
    );
  }

  startApplying(): Promise<void> {
    return this.connections.command(startApplying);
  }

  async waitForApplied(set: GtidSet, timeoutSeconds: number): Promise<void> {
    if (await this.connections.read(call => isApplied(call, set))) return;
    await this.onItsOwn(session =>
      waitUntilApplied(session, set, timeoutSeconds),
    );
  }

  forgetSource(): Promise<void> {
    return this.connections.command(forgetSource);
  }

  setSemiSyncSource(waitFor: number): Promise<void> {
    return this.connections.command(call => setSemiSyncSource(call, waitFor));
  }

  makeWritable(): Promise<void> {
    return this.connections.command(makeWritable);
  }

  makeReadOnly(): Promise<void> {
    return this.connections.command(makeReadOnly);
  }

  liftOfflineMode(): Promise<void> {
    return this.command('SET GLOBAL offline_mode = OFF');
  }

  fence(options?: { drained?: boolean }): Promise<void> {
    return this.connections.command(call => fence(call, options));
  }

  writeTerm(term: number): Promise<void> {
    return this.keep((call, commander) => writeTerm(call, term, commander));
  }

  writeMembers(members: WrittenMembers): Promise<void> {
    return this.keep((call, commander) =>
      writeMembers(call, members, commander),
    );
  }

  writeHeartbeat(): Promise<void> {
    return this.connections.beat(
      call => call.query(WRITE_HEARTBEAT),
      () => this.mayAcknowledge(),
    );
  }

  endDumpThreads(serverUuids: readonly string[]): Promise<void> {
    return this.connections.command(call => endDumpThreads(call, serverUuids));
  }

  async cloneFrom(donor: ReplicationSource): Promise<void> {
    const { clock } = this.options;
    // Only who commands may; the copying itself would keep other commands waiting.
    await this.command('DO 0');
    await this.onItsOwn(session =>
      cloneFrom(new Call(session, clock, { deadlineMs: CLONE_MS }), donor),
    );
  }

  cloneProgress(): Promise<
    { doneBytes: number; totalBytes: number } | undefined
  > {
    return this.connections.read(cloneProgress);
  }

  binaryLogs(): Promise<readonly BinaryLog[]> {
    return this.connections.aside(readBinaryLogs);
  }

  purgeBinaryLogs(to: string): Promise<void> {
    return this.connections.commandAside(call => purgeBinaryLogs(call, to));
  }

  rotateBinaryLog(): Promise<void> {
    return this.connections.commandAside(rotateBinaryLog);
  }

  forgetFetched(): Promise<void> {
    return this.connections.command(forgetFetched);
  }

  async applyFetched(
    { log, gtids }: FetchedTransactions,
    timeoutSeconds: number,
  ): Promise<void> {
    await this.connections.command(call => startFetched(call, log));
    try {
      await this.waitForApplied(gtids, timeoutSeconds);
    } finally {
      await this.forgetFetched();
    }
  }

  scheduledEvents(): Promise<ScheduledEvents> {
    return this.connections.readAmongWrites(readScheduledEvents);
  }

  recordedEvents(): Promise<readonly RecordedEvent[]> {
    return this.connections.readAmongWrites(readRecordedEvents);
  }

  recordEvents(events: readonly RecordedEvent[]): Promise<void> {
    return this.keep((call, commander) =>
      recordEvents(call, events, commander),
    );
  }

  settleEvent(event: SettledEvent, term: number): Promise<void> {
    return this.connections.write(call => settleEvent(call, event, term));
  }

  startEventScheduler(term: number): Promise<void> {
    return this.connections.write(call => startEventScheduler(call, term));
  }

  variables(
    names: readonly string[],
  ): Promise<Readonly<Record<string, string>>> {
    return this.connections.read(call => readVariables(call, names));
  }

  setVariable(name: string, value: string): Promise<'set' | 'static'> {
    return this.connections.command(call => setVariable(call, name, value));
  }

  ensureAppUser(app: AppUser): Promise<void> {
    return this.connections.write(async call => {
      await ensureSchema(call);
      await ensureAppUser(call, app, () =>
        this.connections.open({ user: app.username, password: app.password }),
      );
    });
  }

  accepts(login: { user: string; password: string }): Promise<boolean> {
    return accepts(() => this.connections.open(login));
  }

  renewPasswords(accounts: readonly RenewedAccount[]): Promise<void> {
    return this.connections.write(call =>
      renewPasswords(call, accounts, (user, password) =>
        this.accepts({ user, password }),
      ),
    );
  }

  discardOldPasswords(users: readonly string[]): Promise<void> {
    return this.connections.write(call => discardOldPasswords(call, users));
  }

  close(): Promise<void> {
    return this.connections.close();
  }

  private async command(statement: string): Promise<void> {
    await this.connections.command(call => call.query(statement));
  }

  /** Writes into a table of mysql-ha, which may not be there yet. @throws when another operator commands by now */
  private keep(
    write: (call: Call, commander: number) => Promise<boolean>,
  ): Promise<void> {
    return this.connections.write(async (call, commander) => {
      await ensureSchema(call);
      if (!(await write(call, commander))) throw notCommanding(this.name);
    });
  }

  private async onItsOwn(
    work: (session: Session) => Promise<void>,
  ): Promise<void> {
    const session = await this.connections.openAsOperator();
    try {
      await work(session);
    } finally {
      session.drop();
    }
  }

  /** Enough replicas are connected: one that has all that waits acknowledges it with the next commit only. */
  private async mayAcknowledge(): Promise<boolean> {
    const { semiSyncSource } = await this.facts();
    return semiSyncSource.clients >= semiSyncSource.waitFor;
  }
}
