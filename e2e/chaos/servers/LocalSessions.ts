import { Connection, createConnection } from 'mysql2/promise';
import { DatabaseUnderTest } from '../../cluster/DatabaseUnderTest';
import { runningMysqld } from '../../cluster/mysqldProcess';

/** Where the supervisor has mysqld make its socket, in the pod. */
const SOCKET = '/run/mysqlha/mysqld.sock';

/** Sessions on the servers themselves, through their sockets, which no partition cuts. */
export class LocalSessions {
  private password?: string;

  constructor(private readonly database: DatabaseUnderTest) {}

  /**
   * A session as the operator's own user.
   * @throws Error when no mysqld runs there, or it does not answer within the time
   */
  async open(instance: string, timeoutMs = 1_000): Promise<Connection> {
    this.password ??= await this.operatorPassword();
    try {
      return await this.logIn(instance, timeoutMs, this.password);
    } catch (error) {
      const isDenied =
        error instanceof Error &&
        'code' in error &&
        error.code === 'ER_ACCESS_DENIED_ERROR';
      if (!isDenied) throw error;
      // It was rotated.
      this.password = await this.operatorPassword();
      return this.logIn(instance, timeoutMs, this.password);
    }
  }

  private async operatorPassword(): Promise<string> {
    const secret = await this.database.secretData(
      `${this.database.name}-system`,
    );
    return Buffer.from(secret['operator-password'] ?? '', 'base64').toString();
  }

  private async logIn(
    instance: string,
    timeoutMs: number,
    password: string,
  ): Promise<Connection> {
    // By its name alone: one whose pod was forgotten by force runs on, and has no address that could be looked up.
    const { pid } = runningMysqld(this.database.namespace, instance);
    const connection = await createConnection({
      socketPath: `/proc/${pid}/root${SOCKET}`,
      user: 'mysqlha_operator',
      password,
      connectTimeout: timeoutMs,
      // The account requires it also here; MySQL's own certificates are self-signed.
      ssl: { rejectUnauthorized: false },
    });
    connection.on('error', () => undefined);
    return connection;
  }
}
