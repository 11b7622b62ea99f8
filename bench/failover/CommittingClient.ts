import { setTimeout as delay } from 'node:timers/promises';
import { Connection, RowDataPacket } from 'mysql2/promise';

/** One commit each so many milliseconds. */
const EVERY_MS = 10;
/** When a default client has no connection, it tries again after so long: in a tighter loop nobody would. */
const RETRY_MS = 10;

/** How a client behaves. */
export interface ClientKind {
  /** As it stands in the reports. */
  readonly name: string;
  /** Tells its rows from those of others. */
  readonly id: number;
  /** How long it waits for an answer before it gives the connection up, in milliseconds; without it for ever. */
  readonly timeoutMs?: number;
}

/** The client of the aims: it gives a connection up after a second without an answer. */
export const IMPATIENT: ClientKind = {
  name: 'socket timeout of 1 s',
  id: 1,
  timeoutMs: 1_000,
};

/** mysql2 as it is without any setting. */
export const DEFAULT: ClientKind = { name: 'driver’s defaults', id: 2 };

/** A commit that the client was told of. */
interface Acknowledged {
  readonly id: number;
  /** When it was told, by `performance.now()`. */
  readonly at: number;
}

/** An application that commits all the time, reconnects at once, and remembers what it was told. */
export class CommittingClient {
  readonly acknowledged: Acknowledged[] = [];
  private running = true;
  private done: Promise<void> = Promise.resolve();
  private connection?: Connection;

  private constructor(
    readonly kind: ClientKind,
    private readonly open: (timeoutMs?: number) => Promise<Connection>,
  ) {}

  /** @param open - a new connection to whoever takes writes, by the way that applications go */
  static async start(
    kind: ClientKind,
    open: (timeoutMs?: number) => Promise<Connection>,
  ): Promise<CommittingClient> {
    const client = new CommittingClient(kind, open);
    const connection = await open(kind.timeoutMs);
    await connection.query(
      'CREATE TABLE IF NOT EXISTS ledger (client INT, id INT, PRIMARY KEY (client, id))',
    );
    connection.destroy();
    client.done = client.run();
    return client;
  }

  /**
   * The longest time without an acknowledged commit since a moment, in milliseconds; one that lasts still counts up to
   * now.
   * @param since - by `performance.now()`
   */
  longestGapSince(since: number): number {
    const times = this.acknowledged.map(commit => commit.at);
    const first = times.findLastIndex(at => at <= since);
    const relevant = [...times.slice(Math.max(0, first)), performance.now()];
    return relevant
      .slice(1)
      .reduce((gap, at, i) => Math.max(gap, at - relevant[i]), 0);
  }

  /** How many commits were acknowledged since a moment. */
  countSince(since: number): number {
    return this.acknowledged.filter(commit => commit.at > since).length;
  }

  /** Ends writing; a client that waits for ever is not waited for. */
  async stop(): Promise<void> {
    this.running = false;
    await Promise.race([this.done, delay(2_000)]);
    this.connection?.destroy();
  }

  /** Acknowledged commits that a server does not have. */
  async lostOn(connection: Connection): Promise<readonly number[]> {
    const [rows] = await connection.query<RowDataPacket[]>(
      'SELECT id FROM ledger WHERE client = ?',
      [this.kind.id],
    );
    const present = new Set(rows.map(row => Number(row.id)));
    return this.acknowledged
      .map(commit => commit.id)
      .filter(id => !present.has(id));
  }

  private async run(): Promise<void> {
    const { id: client, timeoutMs: timeout } = this.kind;
    for (let id = 1; this.running; id++) {
      const startedAt = performance.now();
      try {
        this.connection ??= await this.open(timeout);
        await this.connection.query({
          sql: 'INSERT INTO ledger VALUES (?, ?)',
          values: [client, id],
          timeout,
        });
        this.acknowledged.push({ id, at: performance.now() });
        await delay(Math.max(0, EVERY_MS - (performance.now() - startedAt)));
      } catch {
        this.connection?.destroy();
        this.connection = undefined;
        // At once, but not in a busy loop while the Service refuses.
        await delay(RETRY_MS);
      }
    }
    this.connection?.destroy();
  }
}
