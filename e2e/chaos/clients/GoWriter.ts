import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Ledger } from '../ledger/Ledger';

/** How long it may take to end when it is told to, in milliseconds: its last statement has a timeout of a second. */
const GRACE_MS = 5_000;

/** Where an application writes to, and as whom. */
export interface DataSource {
  readonly host: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** An application that nobody of this project wrote the driver of: Go's `database/sql` with its usual MySQL driver. */
export class GoWriter {
  private readonly child: ChildProcess;

  /** @param program - what `buildGoClient` built */
  constructor(
    readonly number: number,
    private readonly ledger: Ledger,
    program: string,
    { host, user, password, database }: DataSource,
  ) {
    this.child = spawn(program, [`${number}`], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        GOCLIENT_DSN: `${user}:${password}@tcp(${host}:3306)/${database}?timeout=1s&readTimeout=1s&writeTimeout=1s&tls=skip-verify`,
      },
    });
    if (this.child.stdout) {
      createInterface({ input: this.child.stdout }).on('line', line =>
        this.heard(line),
      );
    }
  }

  /** Ends writing, when the statement that is under way has its answer. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    // Closed, so that all lines have been read.
    const ended = once(this.child, 'close');
    this.child.stdin?.end();
    const force = setTimeout(() => this.child.kill('SIGKILL'), GRACE_MS);
    await ended;
    clearTimeout(force);
  }

  private heard(line: string): void {
    const [word, seq] = line.split(' ');
    // Its lines may be read late, so nobody knows here when it sent something.
    if (word === 'begin') this.ledger.begin(this.number, 1, -Infinity);
    else if (
      word === 'acknowledged' ||
      word === 'refused' ||
      word === 'unknown'
    ) {
      this.ledger.settle(this.number, Number(seq), word);
    }
  }
}
