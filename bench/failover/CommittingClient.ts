import { setTimeout as delay } from 'node:timers/promises';
import { Connection, createConnection, RowDataPacket } from 'mysql2/promise';
import { DatabaseUnderTest } from '../../e2e/cluster/DatabaseUnderTest';

/** One commit each so many milliseconds, and how long the client waits before it gives a connection up. */
const EVERY_MS = 10;
const TIMEOUT_MS = 1_000;

/** A commit that the client was told of. */
interface Acknowledged {
  readonly id: number;
  /** When it was told, by `performance.now()`. */
  readonly at: number;
}

/** An application that commits all the time through the Service, reconnects at once, and remembers what it was told. */
export class CommittingClient {
  readonly acknowledged: Acknowledged[] = [];
  private running = true;
  private done: Promise<void> = Promise.resolve();
  private connection?: Connection;

  private constructor(
    private readonly address: {
      host: string;
      user: string;
      password: string;
      database: string;
    },
  ) {}

  static async start(database: DatabaseUnderTest): Promise<CommittingClient> {
    const login = await database.login();
    const client = new CommittingClient({
      host: await database.serviceIp('primary'),
      user: login.username,
      password: login.password,
      database: login.database,
    });
    const connection = await client.open();
    await connection.query(
      'CREATE TABLE IF NOT EXISTS ledger (id INT PRIMARY KEY)',
    );
    await connection.end();
    client.done = client.run();
    return client;
  }

  /**
   * The longest time without an acknowledged commit since a moment, in milliseconds.
   * @param since - by `performance.now()`
   */
  longestGapSince(since: number): number {
    const times = this.acknowledged.map(commit => commit.at);
    const first = times.findLastIndex(at => at <= since);
    const relevant = times.slice(Math.max(0, first));
    return relevant
      .slice(1)
      .reduce((gap, at, i) => Math.max(gap, at - relevant[i]), 0);
  }

  /** How many commits were acknowledged since a moment. */
  countSince(since: number): number {
    return this.acknowledged.filter(commit => commit.at > since).length;
  }

  /** Ends writing. */
  async stop(): Promise<void> {
    this.running = false;
    await this.done;
  }

  /** Acknowledged commits that the database no longer has. */
  async lost(): Promise<readonly number[]> {
    const connection = await this.open();
    const [rows] = await connection.query<RowDataPacket[]>(
      'SELECT id FROM ledger',
    );
    await connection.end();
    const present = new Set(rows.map(row => Number(row.id)));
    return this.acknowledged
      .map(commit => commit.id)
      .filter(id => !present.has(id));
  }

  private async run(): Promise<void> {
    for (let id = 1; this.running; id++) {
      const startedAt = performance.now();
      try {
        this.connection ??= await this.open();
        await this.connection.query({
          sql: 'INSERT INTO ledger VALUES (?)',
          values: [id],
          timeout: TIMEOUT_MS,
        });
        this.acknowledged.push({ id, at: performance.now() });
        await delay(Math.max(0, EVERY_MS - (performance.now() - startedAt)));
      } catch {
        this.connection?.destroy();
        this.connection = undefined;
        // At once, but not in a busy loop while the Service refuses.
        await delay(EVERY_MS);
      }
    }
    this.connection?.destroy();
  }

  private async open(): Promise<Connection> {
    const connection = await createConnection({
      ...this.address,
      port: 3306,
      connectTimeout: TIMEOUT_MS,
      // MySQL's own certificates are self-signed.
      ssl: { rejectUnauthorized: false },
    });
    connection.on('error', () => undefined);
    return connection;
  }
}
