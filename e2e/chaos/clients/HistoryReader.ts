import { setTimeout as delay } from 'node:timers/promises';
import { Connection, RowDataPacket } from 'mysql2/promise';
import { Ledger } from '../ledger/Ledger';
import { ReadOfWriter, verifyRead } from '../ledger/verifyRead';
import { Shown } from '../ledger/verifyShown';
import { ACCOUNTS, LEDGER } from './tables';

const EVERY_MS = 200;
const TIMEOUT_MS = 2_000;
/** Reads on one connection, before another one may lead to another replica. */
const READS_EACH = 8;

/** An application that reads through the replicas' Service all the time, and checks that it only sees history. */
export class HistoryReader {
  private readonly found = new Set<string>();
  private readonly seen = new Map<string, Shown>();
  private running = true;
  private count = 0;
  private readonly done: Promise<void>;

  /**
   * @param rowsOf - how many rows each transaction of a writer has
   * @param open - a new connection through the Service
   */
  constructor(
    private readonly ledger: Ledger,
    private readonly rowsOf: (writer: number) => number,
    private readonly open: () => Promise<Connection>,
  ) {
    this.done = this.run();
  }

  /** Everything that can't have been, in sentences. */
  get findings(): readonly string[] {
    return [...this.found];
  }

  /** How many reads succeeded. */
  get reads(): number {
    return this.count;
  }

  /** All that was ever shown: it must be there in the end. */
  get shown(): readonly Shown[] {
    return [...this.seen.values()];
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.done;
  }

  private async run(): Promise<void> {
    while (this.running) {
      let connection: Connection | undefined;
      try {
        connection = await this.open();
        await this.readOn(connection);
      } catch {
        await delay(EVERY_MS);
      }
      connection?.destroy();
    }
  }

  /** One connection is one server, on which history only grows. */
  private async readOn(connection: Connection): Promise<void> {
    const last = new Map<number, number>();
    for (let i = 0; i < READS_EACH && this.running; i++) {
      const read = await readOnce(connection);
      this.count += 1;
      const said = verifyRead(this.ledger, read.writers, this.rowsOf);
      for (const finding of said) this.found.add(finding);
      if (read.balance !== 0) {
        this.found.add(`a read showed a transfer by halves: ${read.balance}`);
      }
      for (const { writer, last: seq, transactions } of read.writers) {
        if (seq < (last.get(writer) ?? 0)) {
          this.found.add(
            `a server showed ${writer}/${last.get(writer)}, then only ${seq}`,
          );
        }
        last.set(writer, seq);
        const key = `${writer}/${seq}`;
        const most = Math.max(
          transactions,
          this.seen.get(key)?.transactions ?? 0,
        );
        this.seen.set(key, { writer, last: seq, transactions: most });
      }
      await delay(EVERY_MS);
    }
  }
}

async function readOnce(
  connection: Connection,
): Promise<{ writers: readonly ReadOfWriter[]; balance: number }> {
  // One consistent view for both tables.
  const say = (sql: string) =>
    connection
      .query<RowDataPacket[]>({ sql, timeout: TIMEOUT_MS })
      .then(([rows]) => rows);
  await say('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
  const writers = await say(
    `SELECT writer, MAX(seq) AS last, COUNT(DISTINCT seq) AS transactions, COUNT(*) AS n
      FROM ${LEDGER} GROUP BY writer`,
  );
  const [sum] = await say(`SELECT SUM(balance) AS balance FROM ${ACCOUNTS}`);
  await say('COMMIT');
  return {
    writers: writers.map(row => ({
      writer: Number(row.writer),
      last: Number(row.last),
      transactions: Number(row.transactions),
      rows: Number(row.n),
    })),
    balance: Number(sum.balance),
  };
}
