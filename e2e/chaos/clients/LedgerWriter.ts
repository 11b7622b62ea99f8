import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from 'mysql2/promise';
import { Ledger } from '../ledger/Ledger';
import { transferOf } from '../ledger/transfers';
import { ACCOUNTS, LEDGER } from './tables';

/** How long a statement may take before the connection is given up, in milliseconds. */
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

/** What kind of application it is. */
export interface WriterOptions {
  readonly kind: WriterKind;
  /** One transaction each so many milliseconds. */
  readonly everyMs: number;
  /** How long it waits before it connects again, in milliseconds. */
  readonly retryMs: number;
  /** It asks the same server again when that is read-only, instead of connecting anew to find another one. */
  readonly stays: boolean;
}

/** An application that writes all the time, reconnects, and notes in the ledger what it was told. */
export class LedgerWriter {
  private running = true;
  private connection?: Connection;
  private readonly done: Promise<void>;

  /** @param open - a new connection */
  constructor(
    readonly number: number,
    private readonly options: WriterOptions,
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
    const { everyMs, retryMs, stays } = this.options;
    while (this.running) {
      const begun = performance.now();
      let pauseMs = everyMs;
      try {
        this.connection ??= await this.open();
        await this.write(this.connection);
      } catch (failure) {
        if (!stays || errnoOf(failure) !== READ_ONLY) {
          this.connection?.destroy();
          this.connection = undefined;
          pauseMs = retryMs;
        }
      }
      await delay(Math.max(1, pauseMs - (performance.now() - begun)));
    }
    this.connection?.destroy();
  }

  private async write(connection: Connection): Promise<void> {
    const { kind } = this.options;
    const seq = this.ledger.begin(this.number, rowsOf(kind));
    let committing = kind === 'autocommit';
    try {
      if (kind === 'autocommit') {
        await this.say(connection, this.insert(seq, 0));
      } else {
        await this.say(connection, 'START TRANSACTION');
        for (let part = 0; part < PARTS; part++) {
          await this.say(connection, this.insert(seq, part));
        }
        const { from, to } = transferOf(seq);
        await this.say(connection, move(from, -1));
        await this.say(connection, move(to, +1));
        committing = true;
        this.ledger.commit(this.number, seq);
        await this.say(connection, 'COMMIT');
      }
      this.ledger.settle(this.number, seq, 'acknowledged');
    } catch (failure) {
      // Before COMMIT was sent nothing can have been committed; and neither by a server that said that it can't.
      const refused =
        !committing ||
        (kind === 'autocommit' && errnoOf(failure) === READ_ONLY);
      this.ledger.settle(this.number, seq, refused ? 'refused' : 'unknown');
      throw failure;
    }
  }

  private insert(seq: number, part: number): string {
    return `INSERT INTO ${LEDGER} (writer, seq, part, server) VALUES (${this.number}, ${seq}, ${part}, @@server_uuid)`;
  }

  private async say(connection: Connection, sql: string): Promise<void> {
    await connection.query({ sql, timeout: TIMEOUT_MS });
  }
}

function move(account: number, amount: number): string {
  return `UPDATE ${ACCOUNTS} SET balance = balance + ${amount} WHERE id = ${account}`;
}

function errnoOf(failure: unknown): unknown {
  return typeof failure === 'object' && failure !== null && 'errno' in failure
    ? failure.errno
    : undefined;
}
