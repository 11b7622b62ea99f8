import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from 'mysql2/promise';
import { Ledger } from '../ledger/Ledger';
import { ACCOUNTS, ACCOUNT_COUNT, LEDGER } from './tables';

/** One transaction each so many milliseconds, and how long a statement may take before the connection is given up. */
const EVERY_MS = 20;
const TIMEOUT_MS = 1_000;
/** Rows of a transaction of several statements. */
const PARTS = 3;

/** `autocommit`: one row, one statement. `transaction`: three rows and a transfer, then COMMIT. */
export type WriterKind = 'autocommit' | 'transaction';

/** An answer by which a statement certainly changed nothing: the server was read-only. */
const READ_ONLY = 1290;

/** How many rows each transaction of a kind inserts. */
export function rowsOf(kind: WriterKind): number {
  return kind === 'autocommit' ? 1 : PARTS;
}

/** An application that writes all the time, reconnects at once, and notes in the ledger what it was told. */
export class LedgerWriter {
  private running = true;
  private connection?: Connection;
  private readonly done: Promise<void>;

  /** @param open - a new connection through the Service */
  constructor(
    private readonly number: number,
    private readonly kind: WriterKind,
    private readonly ledger: Ledger,
    private readonly open: () => Promise<Connection>,
  ) {
    this.done = this.run();
  }

  /** Ends writing, when the transaction that is under way has its answer. */
  async stop(): Promise<void> {
    this.running = false;
    await this.done;
  }

  private async run(): Promise<void> {
    while (this.running) {
      const begun = performance.now();
      try {
        this.connection ??= await this.open();
        await this.write(this.connection);
      } catch {
        this.connection?.destroy();
        this.connection = undefined;
      }
      await delay(Math.max(1, EVERY_MS - (performance.now() - begun)));
    }
    this.connection?.destroy();
  }

  private async write(connection: Connection): Promise<void> {
    const seq = this.ledger.begin(this.number, rowsOf(this.kind));
    let committing = this.kind === 'autocommit';
    try {
      if (this.kind === 'autocommit') {
        await this.say(connection, this.insert(seq, 0));
      } else {
        await this.say(connection, 'START TRANSACTION');
        for (let part = 0; part < PARTS; part++) {
          await this.say(connection, this.insert(seq, part));
        }
        const from = seq % ACCOUNT_COUNT;
        const to = (from + 1) % ACCOUNT_COUNT;
        await this.say(connection, transfer(from, -1));
        await this.say(connection, transfer(to, +1));
        committing = true;
        await this.say(connection, 'COMMIT');
      }
      this.ledger.settle(this.number, seq, 'acknowledged');
    } catch (failure) {
      // Before COMMIT was sent nothing can have been committed; and neither by a server that said that it can't.
      const refused =
        !committing ||
        (this.kind === 'autocommit' && errnoOf(failure) === READ_ONLY);
      this.ledger.settle(this.number, seq, refused ? 'refused' : 'unknown');
      throw failure;
    }
  }

  private insert(seq: number, part: number): string {
    return `INSERT INTO ${LEDGER} (writer, seq, part) VALUES (${this.number}, ${seq}, ${part})`;
  }

  private async say(connection: Connection, sql: string): Promise<void> {
    await connection.query({ sql, timeout: TIMEOUT_MS });
  }
}

function transfer(account: number, amount: number): string {
  return `UPDATE ${ACCOUNTS} SET balance = balance + ${amount} WHERE id = ${account}`;
}

function errnoOf(failure: unknown): unknown {
  return typeof failure === 'object' && failure !== null && 'errno' in failure
    ? failure.errno
    : undefined;
}
