import { ConnectionFailure, MySqlError } from '../MySqlError';
import { SystemCredentials } from '../types';
import { Connection, CONNECTION_LOST } from './Connection';
import { MysqldProcess } from './MysqldProcess';
import { MySqlWorld } from './MySqlWorld';
import { Server } from './Server';

/** Ends the wait for a deadline; made once, as an error is dear and each statement ends one. */
const IN_TIME = new Error('answered in time');

/** Which login a connection uses; only `operator` has CONNECTION_ADMIN. */
export type Login = 'operator' | 'heartbeat';

/** A connection and the process that it leads to. */
export interface OpenConnection {
  readonly connection: Connection;
  readonly process: MysqldProcess;
}

/** Connects to one server of the model and runs statements there, with all that can befall a connection. */
export class Caller {
  constructor(
    private readonly world: MySqlWorld,
    private readonly operator: string,
    private readonly server: Server,
    private readonly credentials?: SystemCredentials,
  ) {}

  /** Logs in. */
  async connect(login: Login, deadlineMs: number): Promise<OpenConnection> {
    const { process } = this.server;
    if (this.connects() && !process) {
      throw this.error('refused', 'ECONNREFUSED', 'connect ECONNREFUSED');
    }
    const hangs = process?.frozen || process?.semiSync.blocksLogins;
    if (!process || !this.connects() || hangs) {
      throw await this.late(deadlineMs);
    }
    if (this.server.credentialsBroken || !this.knows(login, process)) {
      throw this.error(
        'denied',
        'ER_ACCESS_DENIED_ERROR',
        `Access denied for user 'mysqlha_${login}'`,
      );
    }
    if (login === 'heartbeat' && process.offlineMode) {
      throw this.error(
        'offline',
        'ER_SERVER_OFFLINE_MODE',
        'The server is currently in offline mode',
      );
    }
    const connection = new Connection(this.operator);
    process.open(connection);
    return { connection, process };
  }

  /**
   * Runs one statement. A late one is killed where the server can be reached;
   * a frozen server runs it when it goes on, although nobody waits for it any more.
   */
  async run<T>(
    { connection, process }: OpenConnection,
    deadlineMs: number,
    statement: (process: MysqldProcess) => T | Promise<T>,
  ): Promise<T> {
    if (!connection.isOpen || (this.connects() && !process.alive)) {
      connection.end(CONNECTION_LOST);
      throw this.error('reset', CONNECTION_LOST.code, CONNECTION_LOST.message);
    }
    const result = new Promise<T>((resolve, reject) => {
      if (!this.reached()) {
        return;
      }
      process.whenRunning(() => {
        if (process.serves(connection)) {
          const execute = async () => statement(process);
          // An answer that is lost on its way is sent again by TCP; whoever waits for it has given up by then.
          execute().then(
            value => this.answered() && resolve(value),
            error => this.answered() && reject(error),
          );
          this.world.settle();
        }
      });
    });
    return this.within(deadlineMs, result, { connection, process });
  }

  /** A failure of this server, as the adapter throws it. */
  error(
    kind: ConnectionFailure['kind'],
    code: string,
    message: string,
  ): MySqlError {
    return new MySqlError(this.server.name, { kind, code, message });
  }

  private knows(login: Login, { disk }: MysqldProcess): boolean {
    const known = this.credentials?.[login];
    return !known || disk.accounts.accepts(known.user, known.password);
  }

  private async within<T>(
    deadlineMs: number,
    result: Promise<T>,
    { connection, process }: OpenConnection,
  ): Promise<T> {
    const abort = new AbortController();
    try {
      return await Promise.race([
        result,
        connection.ended.then(({ kind, code, message }) => {
          throw this.error(kind, code, message);
        }),
        this.late(deadlineMs, abort.signal).then(error => {
          connection.end(error.failure);
          if (this.connects() && !process.frozen) {
            process.kill(connection);
            this.world.settle();
          }
          throw error;
        }),
      ]);
    } finally {
      abort.abort(IN_TIME);
    }
  }

  private async late(ms: number, signal?: AbortSignal): Promise<MySqlError> {
    await this.world.clock.sleep(ms, signal);
    return this.error('timeout', 'ETIMEDOUT', `no answer within ${ms} ms`);
  }

  private reached(): boolean {
    return this.world.network.reaches(this.operator, this.server.name);
  }

  private answered(): boolean {
    return this.world.network.reaches(this.server.name, this.operator);
  }

  private connects(): boolean {
    return this.reached() && this.answered();
  }
}
