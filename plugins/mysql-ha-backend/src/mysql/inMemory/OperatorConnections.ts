import { notCommanding } from '../notCommanding';
import { ConnectionFailure } from '../MySqlError';
import { SystemCredentials } from '../types';
import { Caller, Login, OpenConnection } from './Caller';
import { Connection } from './Connection';
import { MysqldProcess } from './MysqldProcess';
import { MySqlWorld } from './MySqlWorld';
import { Server } from './Server';

const FACTS_MS = 1000;
const COMMAND_MS = 5000;

/** The connections of one operator to one server of the model: one to read, one to command, others for what may wait. */
export class OperatorConnections {
  readonly caller: Caller;
  private readonly listeners = new Set<(failure: ConnectionFailure) => void>();
  private reading?: OpenConnection;
  private commanding?: OpenConnection;
  private taking?: Promise<void>;

  constructor(
    world: MySqlWorld,
    operator: string,
    private readonly server: Server,
    credentials?: SystemCredentials,
  ) {
    this.caller = new Caller(world, operator, server, credentials);
  }

  onDisconnect(listener: (failure: ConnectionFailure) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  takeCommand(): Promise<void> {
    this.taking ??= this.takeNow().finally(() => {
      this.taking = undefined;
    });
    return this.taking;
  }

  /** A probe, on the connection whose end is told to listeners. */
  async read<T>(
    statement: (process: MysqldProcess) => T | Promise<T>,
  ): Promise<T> {
    if (!this.reading?.connection.isOpen) {
      this.reading = await this.openReading();
    }
    return this.caller.run(this.reading, FACTS_MS, statement);
  }

  /** @throws MySqlError when this operator does not command */
  async command<T>(
    statement: (process: MysqldProcess, by: Connection) => T | Promise<T>,
  ): Promise<T> {
    const open = this.commanding;
    if (!open?.connection.isOpen) {
      throw notCommanding(this.server.name);
    }
    return this.caller.run(open, COMMAND_MS, process =>
      statement(process, open.connection),
    );
  }

  /** What commits may wait for an acknowledgement, so it gets a connection of its own; killed, that one would keep the lock. */
  async write<T>(
    statement: (process: MysqldProcess) => T | Promise<T>,
  ): Promise<T> {
    const { commanding } = this;
    if (!commanding?.connection.isOpen) {
      throw notCommanding(this.server.name);
    }
    return this.once('operator', process => {
      if (!process.isCommandedBy(commanding.connection)) {
        throw notCommanding(this.server.name);
      }
      return statement(process);
    });
  }

  /** Runs it on a connection of its own. */
  async once<T>(
    login: Login,
    statement: (process: MysqldProcess) => T | Promise<T>,
    deadlineMs = COMMAND_MS,
  ): Promise<T> {
    const open = await this.caller.connect(login, COMMAND_MS);
    return this.caller.run(open, deadlineMs, statement);
  }

  close(): void {
    for (const open of [this.reading, this.commanding]) {
      open?.process.drop(open.connection);
    }
    this.listeners.clear();
  }

  private async takeNow(): Promise<void> {
    const held = this.commanding;
    if (held?.connection.isOpen && held.process.serves(held.connection)) {
      await this.caller.run(held, COMMAND_MS, () => undefined);
      return;
    }
    const open = await this.caller.connect('operator', COMMAND_MS);
    await this.caller.run(open, COMMAND_MS, process =>
      process.takeCommand(open.connection),
    );
    this.commanding = open;
  }

  private async openReading(): Promise<OpenConnection> {
    const open = await this.caller.connect('operator', FACTS_MS);
    void open.connection.ended.then(failure => {
      if (failure.kind !== 'timeout') {
        this.listeners.forEach(listener => listener(failure));
      }
    });
    return open;
  }
}
