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
    const { namespace, name } = this.database;
    this.password ??= Buffer.from(
      (await this.database.secretData(`${name}-system`))['operator-password'],
      'base64',
    ).toString();
    // By its name alone: one whose pod was forgotten by force runs on, and has no address that could be looked up.
    const { pid } = runningMysqld(namespace, instance);
    const connection = await createConnection({
      socketPath: `/proc/${pid}/root${SOCKET}`,
      user: 'mysqlha_operator',
      password: this.password,
      connectTimeout: timeoutMs,
      // The account requires it also here; MySQL's own certificates are self-signed.
      ssl: { rejectUnauthorized: false },
    });
    connection.on('error', () => undefined);
    return connection;
  }
}
