import { Connection, createConnection } from 'mysql2/promise';
import { DatabaseUnderTest } from '../../cluster/DatabaseUnderTest';
import { runningMysqld } from '../../cluster/mysqldProcess';

/** Where the supervisor has mysqld make its socket, in the pod. */
const SOCKET = '/run/mysqlha/mysqld.sock';

/** Looking for a process means looking at all of this machine: for one that does not run, no more often than that. */
const LOOK_EVERY_MS = 200;

/** As whom a session is opened. */
export interface Login {
  readonly user: string;
  readonly password: string;
  readonly database?: string;
}

/** Sessions on the servers themselves, through their sockets, which no partition cuts. */
export class LocalSessions {
  private password?: string;
  private readonly missing = new Map<string, number>();

  constructor(private readonly database: DatabaseUnderTest) {}

  /**
   * A session as the operator's own user.
   * @throws Error when no mysqld runs there, or it does not answer within the time
   */
  async open(instance: string, timeoutMs = 1_000): Promise<Connection> {
    const as = (password: string) =>
      this.openAs(instance, { user: 'mysqlha_operator', password }, timeoutMs);
    this.password ??= await this.operatorPassword();
    try {
      return await as(this.password);
    } catch (error) {
      const isDenied =
        error instanceof Error &&
        'code' in error &&
        error.code === 'ER_ACCESS_DENIED_ERROR';
      if (!isDenied) throw error;
      // It was rotated.
      this.password = await this.operatorPassword();
      return as(this.password);
    }
  }

  /**
   * A session as somebody who sits on the same machine as the server.
   * @throws Error when no mysqld runs there, or it does not answer within the time
   */
  async openAs(
    instance: string,
    login: Login,
    timeoutMs: number,
  ): Promise<Connection> {
    const connection = await createConnection({
      socketPath: `/proc/${this.pidOf(instance)}/root${SOCKET}`,
      ...login,
      connectTimeout: timeoutMs,
      // The accounts require it also here; MySQL's own certificates are self-signed.
      ssl: { rejectUnauthorized: false },
    });
    connection.on('error', () => undefined);
    return connection;
  }

  private async operatorPassword(): Promise<string> {
    const secret = await this.database.secretData(
      `${this.database.name}-system`,
    );
    return Buffer.from(secret['operator-password'] ?? '', 'base64').toString();
  }

  /** By its name alone: one whose pod was forgotten by force runs on, and has no address that could be looked up. */
  private pidOf(instance: string): number {
    const now = performance.now();
    if (now - (this.missing.get(instance) ?? -Infinity) < LOOK_EVERY_MS) {
      throw new Error(`no mysqld of ${instance} ran a moment ago`);
    }
    try {
      return runningMysqld(this.database.namespace, instance).pid;
    } catch (error) {
      this.missing.set(instance, now);
      throw error;
    }
  }
}
