import { setTimeout as delay } from 'node:timers/promises';
import { Connection, RowDataPacket } from 'mysql2/promise';
import { DatabaseUnderTest } from './DatabaseUnderTest';

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

  /** Acknowledged rows that an instance's table lacks. */
  async missingFrom(connection: Connection): Promise<readonly number[]> {
    const [rows] = await connection.query<RowDataPacket[]>(
      'SELECT id FROM ledger',
    );
    const present = new Set(rows.map(row => Number(row.id)));
    return this.acknowledged.filter(id => !present.has(id));
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
