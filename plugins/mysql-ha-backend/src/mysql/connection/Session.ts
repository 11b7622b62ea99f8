import { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Connection, createConnection, ResultSetHeader } from 'mysql2/promise';
import { Clock } from '../../clock';
import { ConnectionFailure, MySqlError } from '../MySqlError';
import { InstanceAddress } from '../types';
import { statementInWords } from './statementInWords';
import { toFailure } from './toFailure';
import { Transport } from './Transport';
import { TransportTimeout } from './TransportTimeout';

/** A column of a result, as mysql2 gives it; parsed where it is used. */
export type Row = Readonly<Record<string, unknown>>;

/** What a session needs to be opened. */
export interface SessionOptions {
  /** Name of the instance, for errors. */
  readonly instance: string;
  readonly address: InstanceAddress;
  readonly login: { readonly user: string; readonly password: string };
  readonly transport: Transport;
  readonly clock: Clock;
  readonly connectTimeoutMs: number;
  /** How long a statement waits for a metadata lock; whole seconds. */
  readonly lockWaitSeconds: number;
  /** In the clear, for a server outside that has no TLS. */
  readonly plain?: boolean;
}

/** How a statement is run. */
export interface QueryOptions {
  readonly deadlineMs: number;
  /** For the placeholders, in order. */
  readonly values?: readonly unknown[];
  /** What must not stand in an error. */
  readonly secrets?: readonly string[];
}

const CLOSED_THERE: ConnectionFailure = {
  kind: 'reset',
  code: 'PROTOCOL_CONNECTION_LOST',
  message: 'the server closed the connection',
};
const CLOSED_HERE: ConnectionFailure = {
  kind: 'other',
  code: 'MYSQLHA_CLOSED',
  message: 'this operator closed the connection',
};

/**
 * Escaping is done by mysql2 with backslashes, so a tenant's NO_BACKSLASH_ESCAPES or ANSI_QUOTES must not hold here.
 * Ages are computed from TIMESTAMP columns: in a zone with summer time an hour would come twice.
 * DDL that waits for its acknowledgement holds metadata locks, and a pending super_read_only waits for one: the server
 * gives up by itself then, and undoes it, before the call's deadline takes the connection.
 */
const SESSION_SETTINGS =
  "SET SESSION sql_mode='STRICT_ALL_TABLES', SESSION time_zone='+00:00', SESSION lock_wait_timeout=?";

/**
 * mysqld makes its own certificate at its first start; nobody else has signed it, and it names no host. It keeps
 * listeners out and lets caching_sha2_password send the password at all. One object for all sessions: mysql2 keeps what
 * is costly about TLS by its identity.
 */
const OWN_CERTIFICATE = { rejectUnauthorized: false };

/** Says of a deadline that it was met; one value for all, since an error of its own costs more than the statement. */
const MET = new Error('the statement had its answer in time');

/** One connection to a mysqld. It is never reconnected: who needs another one opens it, and knows that it is new. */
export class Session {
  /** Resolves when the connection ends, by whatever cause. */
  readonly ended: Promise<ConnectionFailure>;
  /** The statements that have no answer yet, each by what tells it that none will come. */
  private readonly unanswered = new Set<(failure: MySqlError) => void>();
  private failure?: ConnectionFailure;
  private finish: (failure: ConnectionFailure) => void = () => undefined;

  private constructor(
    private readonly options: SessionOptions,
    private readonly connection: Connection,
    private readonly stream: Duplex,
  ) {
    this.ended = new Promise(resolve => {
      this.finish = resolve;
    });
    connection.on('error', error => this.end(toFailure(error)));
    stream.once('error', error => this.end(toFailure(error)));
    stream.once('close', () => this.end(CLOSED_THERE));
  }

  /** @throws MySqlError when the instance can't be reached in time, or denies the login */
  static async open(options: SessionOptions): Promise<Session> {
    const { instance, address, login, transport, connectTimeoutMs } = options;
    let stream: Duplex | undefined;
    try {
      stream = await transport.open(address, address.port);
      const connection = await createConnection({
        stream,
        host: address.podIp,
        port: address.port,
        user: login.user,
        password: login.password,
        connectTimeout: connectTimeoutMs,
        dateStrings: true,
        // None is ever prepared, and mysql2 sets room aside for 16,000.
        maxPreparedStatements: 1,
        ssl: options.plain ? undefined : OWN_CERTIFICATE,
      });
      const session = new Session(options, connection, stream);
      await session.query(SESSION_SETTINGS, {
        values: [options.lockWaitSeconds],
        deadlineMs: connectTimeoutMs,
      });
      return session;
    } catch (error) {
      stream?.destroy();
      throw error instanceof MySqlError
        ? error
        : new MySqlError(instance, toFailure(error, [login.password]));
    }
  }

  get isOpen(): boolean {
    return this.failure === undefined;
  }

  /** Name of the instance. */
  get instance(): string {
    return this.options.instance;
  }

  /** `CONNECTION_ID()`. */
  get id(): number {
    return this.connection.threadId;
  }

  /**
   * Runs one statement with placeholders.
   *
   * @throws MySqlError; `timeout` after the deadline, and the connection is gone then
   */
  async query(sql: string, options: QueryOptions): Promise<readonly Row[]> {
    const result = await this.run(sql, options);
    return Array.isArray(result) ? result : [];
  }

  /** Runs one statement that changes rows, and says how many it found. */
  async change(sql: string, options: QueryOptions): Promise<number> {
    const result = await this.run(sql, options);
    return 'affectedRows' in result ? result.affectedRows : 0;
  }

  /** Ends the connection at once. What was sent and didn't leave yet is thrown away, so that it can't arrive late. */
  drop(failure = CLOSED_HERE): void {
    this.end(failure);
    // A reset is only possible before mysql2 shuts the stream down.
    if (this.stream instanceof Socket) {
      this.stream.resetAndDestroy();
    } else {
      this.stream.destroy();
    }
    this.connection.destroy();
  }

  private async run(
    sql: string,
    { deadlineMs, values = [], secrets }: QueryOptions,
  ): Promise<Row[] | ResultSetHeader> {
    const { instance } = this.options;
    if (this.failure) throw new MySqlError(instance, this.failure);
    const abort = new AbortController();
    let giveUp: (failure: MySqlError) => void = () => undefined;
    // Not by `ended`: a promise remembers whoever asked it, for as long as the session lasts.
    const lost = new Promise<never>((_, reject) => {
      giveUp = reject;
    });
    this.unanswered.add(giveUp);
    void this.dropWhenLate(sql, deadlineMs, abort.signal);
    try {
      const query = this.connection.query<Row[] & ResultSetHeader>(
        sql,
        values.slice(),
      );
      const [result] = await Promise.race([query, lost]);
      return result;
    } catch (error) {
      throw error instanceof MySqlError
        ? error
        : new MySqlError(instance, toFailure(error, secrets));
    } finally {
      this.unanswered.delete(giveUp);
      abort.abort(MET);
    }
  }

  /**
   * Ends the session when a statement is late. What has arrived while this process stood still is read first: a login
   * for each answer that nobody had time to read would keep a busy process busy.
   */
  private async dropWhenLate(
    sql: string,
    deadlineMs: number,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await this.options.clock.sleep(deadlineMs, signal);
    } catch {
      return;
    }
    await nextTurn();
    if (signal.aborted) return;
    this.drop(
      toFailure(new TransportTimeout(statementInWords(sql), deadlineMs)),
    );
  }

  private end(failure: ConnectionFailure): void {
    this.failure ??= failure;
    this.finish(this.failure);
    for (const giveUp of this.unanswered) {
      giveUp(new MySqlError(this.options.instance, this.failure));
    }
    this.unanswered.clear();
  }
}
