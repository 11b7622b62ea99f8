import { BinaryLog, FetchedTransactions } from '../binaryLogs';
import { GtidSet } from '../gtid';
import {
  RecordedEvent,
  ScheduledEvents,
  SettledEvent,
} from '../scheduledEvents';
import { MySqlFacts, WrittenMembers } from '../facts';
import { ConnectionFailure } from '../MySqlError';
import {
  MySqlInstance,
  RenewedAccount,
  ReplicationSource,
  SystemCredentials,
} from '../types';
import { cloneServer } from './cloneServer';
import { commitAndWait } from './commitAndWait';
import { MysqldProcess } from './MysqldProcess';
import { MySqlWorld } from './MySqlWorld';
import { OperatorConnections } from './OperatorConnections';
import { readFacts } from './readFacts';
import { followSource, startApplying, startReceiving } from './replication';
import { Server } from './Server';
import { Change } from './Transaction';
import { readVariable, STATIC_VARIABLES, writeVariable } from './variables';

/** One mysqld of the model, behind the interface of the real adapter. */
export class InMemoryInstance implements MySqlInstance {
  readonly name: string;
  private readonly connections: OperatorConnections;

  constructor(
    private readonly world: MySqlWorld,
    operator: string,
    private readonly server: Server,
    credentials?: SystemCredentials,
  ) {
    this.name = server.name;
    this.connections = new OperatorConnections(
      world,
      operator,
      server,
      credentials,
    );
  }

  facts(): Promise<MySqlFacts> {
    return this.connections.read(process =>
      readFacts(this.server, process, this.world.clock.now()),
    );
  }

  onDisconnect(listener: (failure: ConnectionFailure) => void): () => void {
    return this.connections.onDisconnect(listener);
  }

  takeCommand(): Promise<void> {
    return this.connections.takeCommand();
  }

  stopReceiving(): Promise<void> {
    return this.connections.command(process => {
      process.semiSyncReplicaEnabled = false;
      process.receiver.stop();
    });
  }

  startReceiving(options: { acknowledge: boolean }): Promise<void> {
    return this.connections.command(process =>
      startReceiving(this.scene(process), options),
    );
  }

  followSource(
    source: ReplicationSource,
    options: { acknowledge: boolean },
  ): Promise<void> {
    return this.connections.command((process, by) =>
      followSource(this.scene(process), by, source, options),
    );
  }

  startApplying(): Promise<void> {
    return this.connections.command(process =>
      startApplying(this.scene(process)),
    );
  }

  async waitForApplied(set: GtidSet, timeoutSeconds: number): Promise<void> {
    await this.connections.once(
      'operator',
      process => this.world.until(() => process.executed.contains(set)),
      timeoutSeconds * 1000,
    );
  }

  forgetSource(): Promise<void> {
    return this.connections.command(process => {
      process.receiver.stop();
      process.applierOn = false;
      process.applierError = undefined;
      process.disk.forgetChannel();
    });
  }

  setSemiSyncSource(waitFor: number): Promise<void> {
    return this.connections.command(({ semiSync }) =>
      waitFor > 0 ? semiSync.enable(waitFor) : semiSync.disable(),
    );
  }

  makeWritable(): Promise<void> {
    return this.connections.command(process => process.makeWritable());
  }

  makeReadOnly(): Promise<void> {
    return this.connections.command((process, by) =>
      process.setSuperReadOnly(by),
    );
  }

  liftOfflineMode(): Promise<void> {
    return this.connections.command(process => {
      process.offlineMode = false;
    });
  }

  fence({ drained = false }: { drained?: boolean } = {}): Promise<void> {
    return this.connections.command(async (process, by) => {
      if (drained) await process.setSuperReadOnly(by);
      process.setOfflineMode();
      process.semiSync.disable();
      return process.setSuperReadOnly(by);
    });
  }

  writeTerm(term: number): Promise<void> {
    return this.connections.write(process =>
      this.commit(process, {
        kind: 'term',
        term,
        primaryUuid: process.disk.uuid,
      }),
    );
  }

  writeMembers(members: WrittenMembers): Promise<void> {
    return this.connections.write(process =>
      this.commit(process, { kind: 'members', members }),
    );
  }

  async writeHeartbeat(): Promise<void> {
    await this.connections.once('heartbeat', process =>
      this.commit(process, { kind: 'heartbeat' }),
    );
  }

  endDumpThreads(serverUuids: readonly string[]): Promise<void> {
    return this.connections.command(({ dumpThreads }) =>
      serverUuids.forEach(uuid => dumpThreads.delete(uuid)),
    );
  }

  async cloneFrom(donor: ReplicationSource): Promise<void> {
    const process = await this.connections.command(commanded => commanded);
    await cloneServer(
      this.world,
      this.connections.caller,
      this.server,
      process,
      donor,
    );
  }

  cloneProgress(): Promise<
    { doneBytes: number; totalBytes: number } | undefined
  > {
    return this.connections.read(() => {
      const { clone } = this.server;
      return (
        clone && {
          doneBytes: this.world.clock.now() - clone.startedAt,
          totalBytes: this.world.timings.clone,
        }
      );
    });
  }

  binaryLogs(): Promise<readonly BinaryLog[]> {
    return this.connections.once('operator', async process => {
      await this.world.until(() => !process.rotating);
      return process.disk.files.list();
    });
  }

  purgeBinaryLogs(to: string): Promise<void> {
    return this.connections.write(process => {
      process.disk.purgeTo(to, this.world.readByAll(process));
    });
  }

  rotateBinaryLog(): Promise<void> {
    return this.connections.write(async process => {
      process.rotating = true;
      await this.world.until(() => process.semiSync.waitingSessions === 0);
      process.disk.rotate();
      process.rotating = false;
    });
  }

  async forgetFetched(): Promise<void> {
    await this.connections.command(({ disk }) => {
      disk.fetched = [];
    });
  }

  async applyFetched(
    { gtids }: FetchedTransactions,
    timeoutSeconds: number,
  ): Promise<void> {
    await this.connections.command(process => {
      process.applyFetched(this.world.clock.now());
    });
    await this.waitForApplied(gtids, timeoutSeconds);
  }

  scheduledEvents(): Promise<ScheduledEvents> {
    return this.connections.once('operator', ({ disk, schedulesEvents }) => ({
      events: disk.events.list(this.world.clock.now()),
      scheduler: schedulesEvents ? 'running' : 'stopped',
    }));
  }

  recordedEvents(): Promise<readonly RecordedEvent[]> {
    return this.connections.once(
      'operator',
      ({ disk }) => disk.events.recorded,
    );
  }

  recordEvents(recorded: readonly RecordedEvent[]): Promise<void> {
    return this.connections.write(process =>
      this.commit(process, { kind: 'eventRecord', recorded }),
    );
  }

  settleEvent(event: SettledEvent, term: number): Promise<void> {
    return this.connections.write(process => {
      this.assertLeads(process, term);
      return this.commit(process, { kind: 'event', event });
    });
  }

  startEventScheduler(term: number): Promise<void> {
    return this.connections.write(process => {
      this.assertLeads(process, term);
      writeVariable(process, 'event_scheduler', 'ON');
    });
  }

  variables(
    names: readonly string[],
  ): Promise<Readonly<Record<string, string>>> {
    return this.connections.read(process =>
      Object.fromEntries(
        names.flatMap(name => {
          const value = readVariable(process, name);
          return value === undefined ? [] : [[name, value]];
        }),
      ),
    );
  }

  setVariable(name: string, value: string): Promise<'set' | 'static'> {
    return this.connections.command(process => {
      if (STATIC_VARIABLES.has(name)) {
        return 'static';
      }
      if (readVariable(process, name) === undefined) {
        throw this.connections.caller.error(
          'other',
          'ER_UNKNOWN_SYSTEM_VARIABLE',
          `Unknown system variable '${name}'`,
        );
      }
      writeVariable(process, name, value);
      return 'set';
    });
  }

  ensureAppUser(app: {
    username: string;
    password: string;
    database: string;
  }): Promise<void> {
    return this.connections.write(async process => {
      const { disk } = process;
      if (!disk.hasSchema) {
        await this.commit(process, { kind: 'schema' });
      }
      const known = disk.accounts.get(app.username);
      if (
        known?.password !== app.password ||
        known?.database !== app.database
      ) {
        await this.commit(process, { kind: 'account', ...app });
      }
    });
  }

  async accepts(login: { user: string; password: string }): Promise<boolean> {
    return this.connections.once('operator', ({ disk }) =>
      disk.accounts.accepts(login.user, login.password),
    );
  }

  renewPasswords(accounts: readonly RenewedAccount[]): Promise<void> {
    return this.connections.write(async process => {
      const { disk } = process;
      const holds = (user: string, password: string) =>
        disk.accounts.accepts(user, password);
      const due = accounts.filter(
        ({ user, password, next }) =>
          !holds(user, password) || !holds(user, next),
      );
      if (due.length === 0) return;
      await this.commit(process, {
        kind: 'passwords',
        logins: due.map(({ user, password }) => ({ user, password })),
        retain: false,
      });
      await this.commit(process, {
        kind: 'passwords',
        logins: due.map(({ user, next }) => ({ user, password: next })),
        retain: true,
      });
    });
  }

  discardOldPasswords(users: readonly string[]): Promise<void> {
    return this.connections.write(process =>
      this.commit(process, { kind: 'discard', users }),
    );
  }

  async close(): Promise<void> {
    this.connections.close();
  }

  private assertLeads(process: MysqldProcess, term: number): void {
    const { disk, readOnly, offlineMode } = process;
    const leads =
      disk.term?.term === term && disk.term.primaryUuid === disk.uuid;
    if (leads && !readOnly && !offlineMode) return;
    throw this.connections.caller.error(
      'other',
      'MYSQLHA_NOT_LEADING',
      `is not the writable primary of term ${term}, so no event is to run there`,
    );
  }

  private commit(process: MysqldProcess, change: Change): Promise<void> {
    const { caller } = this.connections;
    return commitAndWait(caller, this.world, process, change);
  }

  private scene(process: MysqldProcess) {
    const { world, server, connections } = this;
    return { world, server, process, caller: connections.caller };
  }
}
