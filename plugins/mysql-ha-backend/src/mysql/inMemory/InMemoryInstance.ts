import { GtidSet } from '../gtid';
import { notCommanding } from '../notCommanding';
import {
  ConnectionFailure,
  MySqlFacts,
  MySqlInstance,
  ReplicationSource,
} from '../types';
import { Caller, Login, OpenConnection } from './Caller';
import { cloneServer } from './cloneServer';
import { commitAndWait } from './commitAndWait';
import { Connection } from './Connection';
import { MysqldProcess } from './MysqldProcess';
import { MySqlWorld } from './MySqlWorld';
import { readFacts } from './readFacts';
import { Server } from './Server';
import { readVariable, STATIC_VARIABLES, writeVariable } from './variables';

const FACTS_MS = 1000;
const COMMAND_MS = 5000;

/** One mysqld of the model, behind the interface of the real adapter. */
export class InMemoryInstance implements MySqlInstance {
  readonly name: string;
  private readonly caller: Caller;
  private readonly listeners = new Set<(failure: ConnectionFailure) => void>();
  private reading?: OpenConnection;
  private commanding?: OpenConnection;

  constructor(
    private readonly world: MySqlWorld,
    operator: string,
    private readonly server: Server,
  ) {
    this.name = server.name;
    this.caller = new Caller(world, operator, server);
  }

  facts(): Promise<MySqlFacts> {
    return this.read(process =>
      readFacts(this.server, process, this.world.clock.now()),
    );
  }

  onDisconnect(listener: (failure: ConnectionFailure) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async takeCommand(): Promise<void> {
    const held = this.commanding;
    if (held?.process.serves(held.connection)) {
      await this.caller.run(held, COMMAND_MS, () => undefined);
      return;
    }
    const open = await this.caller.connect('operator', COMMAND_MS);
    await this.caller.run(open, COMMAND_MS, process =>
      process.takeCommand(open.connection),
    );
    this.commanding = open;
  }

  stopReceiving(): Promise<void> {
    return this.command(process => {
      process.semiSyncReplicaEnabled = false;
      process.receiver.stop();
    });
  }

  startReceiving(options: { acknowledge: boolean }): Promise<void> {
    return this.command(process => this.start(process, options.acknowledge));
  }

  followSource(
    source: ReplicationSource,
    options: { acknowledge: boolean },
  ): Promise<void> {
    const { host, port, user } = source;
    return this.command(process => {
      process.disk.channel = { host, port, user };
      process.disk.sourceUuid = undefined;
      this.start(process, options.acknowledge);
    });
  }

  startApplying(): Promise<void> {
    return this.command(process => {
      process.applierOn = true;
    });
  }

  async waitForApplied(set: GtidSet, timeoutSeconds: number): Promise<void> {
    const ms = timeoutSeconds * 1000;
    const open = await this.caller.connect('operator', COMMAND_MS);
    await this.caller.run(open, ms, process =>
      this.world.until(() => process.executed.contains(set)),
    );
  }

  forgetSource(): Promise<void> {
    return this.command(process => {
      process.receiver.stop();
      process.applierOn = false;
      process.applierError = undefined;
      process.disk.forgetChannel();
    });
  }

  setSemiSyncSource(waitFor: number): Promise<void> {
    return this.command(({ semiSync }) =>
      waitFor > 0 ? semiSync.enable(waitFor) : semiSync.disable(),
    );
  }

  makeWritable(): Promise<void> {
    return this.command(process => process.makeWritable());
  }

  makeReadOnly(): Promise<void> {
    return this.command((process, by) => process.setSuperReadOnly(by));
  }

  liftOfflineMode(): Promise<void> {
    return this.command(process => {
      process.offlineMode = false;
    });
  }

  fence(): Promise<void> {
    return this.command((process, by) => {
      process.setOfflineMode();
      process.semiSync.disable();
      return process.setSuperReadOnly(by);
    });
  }

  writeTerm(term: number): Promise<void> {
    return this.write(process =>
      commitAndWait(this.caller, this.world, process, {
        kind: 'term',
        term,
        primaryUuid: process.disk.uuid,
      }),
    );
  }

  async writeHeartbeat(): Promise<void> {
    const open = await this.caller.connect('heartbeat', COMMAND_MS);
    await this.caller.run(open, COMMAND_MS, process =>
      commitAndWait(this.caller, this.world, process, {
        kind: 'heartbeat',
      }),
    );
  }

  endDumpThreads(serverUuids: readonly string[]): Promise<void> {
    return this.command(({ dumpThreads }) =>
      serverUuids.forEach(uuid => dumpThreads.delete(uuid)),
    );
  }

  async cloneFrom(donor: ReplicationSource): Promise<void> {
    const process = await this.command(commanded => commanded);
    await cloneServer(this.world, this.caller, this.server, process, donor);
  }

  cloneProgress(): Promise<
    { doneBytes: number; totalBytes: number } | undefined
  > {
    return this.read(() => {
      const { clone } = this.server;
      return (
        clone && {
          doneBytes: this.world.clock.now() - clone.startedAt,
          totalBytes: this.world.timings.clone,
        }
      );
    });
  }

  variables(
    names: readonly string[],
  ): Promise<Readonly<Record<string, string>>> {
    return this.read(process =>
      Object.fromEntries(
        names.flatMap(name => {
          const value = readVariable(process, name);
          return value === undefined ? [] : [[name, value]];
        }),
      ),
    );
  }

  setVariable(name: string, value: string): Promise<'set' | 'static'> {
    return this.command(process => {
      if (STATIC_VARIABLES.has(name)) {
        return 'static';
      }
      if (readVariable(process, name) === undefined) {
        throw this.caller.error(
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
    return this.write(async process => {
      const { disk } = process;
      const commit = (change: Parameters<typeof commitAndWait>[3]) =>
        commitAndWait(this.caller, this.world, process, change);
      if (!disk.hasSchema) {
        await commit({ kind: 'schema' });
      }
      const known = disk.accounts.get(app.username);
      if (
        known?.password !== app.password ||
        known?.database !== app.database
      ) {
        await commit({ kind: 'account', ...app });
      }
    });
  }

  async close(): Promise<void> {
    for (const open of [this.reading, this.commanding]) {
      open?.process.kill(open.connection);
    }
    this.listeners.clear();
  }

  private start(process: MysqldProcess, acknowledge: boolean): void {
    process.receiver.stop();
    process.semiSyncReplicaEnabled = acknowledge;
    if (!process.disk.channel) {
      throw this.caller.error(
        'other',
        'ER_BAD_REPLICA',
        'The server is not configured as replica',
      );
    }
    process.receiver.start();
    process.applierOn = true;
  }

  private async read<T>(
    statement: (process: MysqldProcess) => T | Promise<T>,
  ): Promise<T> {
    if (!this.reading?.connection.isOpen) {
      this.reading = await this.open('operator');
    }
    return this.caller.run(this.reading, FACTS_MS, statement);
  }

  private async open(login: Login): Promise<OpenConnection> {
    const open = await this.caller.connect(login, FACTS_MS);
    void open.connection.ended.then(failure => {
      if (failure.kind !== 'timeout') {
        this.listeners.forEach(listener => listener(failure));
      }
    });
    return open;
  }

  private async command<T>(
    statement: (process: MysqldProcess, by: Connection) => T | Promise<T>,
  ): Promise<T> {
    const open = this.commanding;
    if (!open?.connection.isOpen) {
      throw notCommanding(this.name);
    }
    return this.caller.run(open, COMMAND_MS, process =>
      statement(process, open.connection),
    );
  }

  /** What commits may wait for an acknowledgement, so it gets a connection of its own; killed, that one would keep the lock. */
  private async write<T>(
    statement: (process: MysqldProcess) => T | Promise<T>,
  ): Promise<T> {
    const { commanding } = this;
    if (!commanding?.connection.isOpen) {
      throw notCommanding(this.name);
    }
    const open = await this.caller.connect('operator', COMMAND_MS);
    return this.caller.run(open, COMMAND_MS, process => {
      if (!process.isCommandedBy(commanding.connection)) {
        throw notCommanding(this.name);
      }
      return statement(process);
    });
  }
}
