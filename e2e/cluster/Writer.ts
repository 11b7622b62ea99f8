import { setTimeout as delay } from 'node:timers/promises';
import { Connection, RowDataPacket } from 'mysql2/promise';
import { DatabaseUnderTest } from './DatabaseUnderTest';
import { until } from './until';

/** How long a replica may take to hold what was acknowledged, in seconds. */
const CATCH_UP_SECONDS = 20;

/** A client that writes all the time through the Service, and remembers what it was told. */
export class Writer {
  readonly acknowledged: number[] = [];
  private running = true;
  private done: Promise<void> = Promise.resolve();
  private connection?: Connection;

  private constructor(private readonly database: DatabaseUnderTest) {}

  static async start(database: DatabaseUnderTest): Promise<Writer> {
    const writer = new Writer(database);
    const connection = await database.connect('primary');
    await connection.query(
      'CREATE TABLE IF NOT EXISTS ledger (id INT PRIMARY KEY)',
    );
    await connection.end();
    writer.done = writer.run();
    return writer;
  }

  /** Ends writing. */
  async stop(): Promise<void> {
    this.running = false;
    this.connection?.destroy();
    await this.done;
  }

  /** Rows that were acknowledged before this call and that an instance's table lacks. */
  async missingFrom(connection: Connection): Promise<readonly number[]> {
    const acknowledged = [...this.acknowledged];
    const [rows] = await connection.query<RowDataPacket[]>(
      'SELECT id FROM ledger',
    );
    const present = new Set(rows.map(row => Number(row.id)));
    return acknowledged.filter(id => !present.has(id));
  }

  /**
   * All that was acknowledged is on the primary now, and on a replica soon: one that restarted is a moment behind.
   * @throws Error when something is missing
   */
  async expectNothingLost(): Promise<void> {
    const primary = await this.database.connect('primary');
    const lost = await this.missingFrom(primary);
    await primary.end();
    if (lost.length > 0) {
      throw new Error(`acknowledged, and not on the primary: ${lost.join()}`);
    }
    const replica = await this.database.connect('replicas');
    await until(
      'a replica holds every acknowledged row',
      async () => (await this.missingFrom(replica)).length === 0,
      { seconds: CATCH_UP_SECONDS },
    );
    await replica.end();
  }

  private async run(): Promise<void> {
    for (let id = 1; this.running; id++) {
      try {
        this.connection ??= await this.open();
        await this.connection.query({
          sql: 'INSERT INTO ledger VALUES (?)',
          values: [id],
          timeout: 2_000,
        });
        this.acknowledged.push(id);
      } catch {
        this.connection?.destroy();
        this.connection = undefined;
      }
      await delay(20);
    }
    this.connection?.destroy();
  }

  private async open(): Promise<Connection> {
    const connection = await this.database.connect('primary');
    connection.on('error', () => undefined);
    return connection;
  }
}
