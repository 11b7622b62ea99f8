import { ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection, createConnection } from 'mysql2/promise';
import { Program } from './Programs';
import { ProgramFailed } from './ProgramFailed';
import { waitUntil } from './waitUntil';

/** Options of mysqld. */
export type ServerOptions = Readonly<Record<string, string>>;

/** A server that takes no logins within this time has a problem; the recovery of a copy is part of it. */
const startDeadlineMs = 30 * 60_000;
/** A clean shutdown writes back what is dirty: little, with a small buffer pool. */
const stopDeadlineMs = 5 * 60_000;

/** What a mysqld of the agent’s own runs with: small, for nobody but the agent, and without a trace in any binlog. */
const constantOptions: ServerOptions = {
  skip_networking: 'ON',
  mysqlx: 'OFF',
  event_scheduler: 'OFF',
  skip_replica_start: 'ON',
  disable_log_bin: 'ON',
  gtid_mode: 'ON',
  enforce_gtid_consistency: 'ON',
  persisted_globals_load: 'OFF',
  secure_file_priv: '',
  innodb_buffer_pool_size: '64M',
  // What was just copied or unpacked is read from the page cache, past which O_DIRECT would go to the disk.
  innodb_flush_method: 'fsync',
  // A restore writes much at once; a crash of this server only means to begin anew.
  innodb_flush_log_at_trx_commit: '2',
  innodb_redo_log_capacity: '128M',
  max_connections: '20',
  table_open_cache: '400',
  performance_schema_max_table_instances: '500',
  max_allowed_packet: '1G',
  log_error_verbosity: '2',
};

/** A mysqld that the agent starts on a folder of its own, reached by a socket alone. */
export class ScratchMysqld {
  private child: ChildProcess | undefined;

  /** @param folder - for its socket and log; `datadir` is its data */
  constructor(
    private readonly program: Program,
    private readonly folder: string,
    readonly datadir: string,
    private readonly options: ServerOptions = {},
  ) {}

  get socket(): string {
    return join(this.folder, 'scratch.sock');
  }

  /** Makes an empty data directory. */
  async initialise(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await this.launch({}, ['--initialize-insecure']);
    await this.ended(startDeadlineMs);
    if (this.child?.exitCode !== 0) throw await this.failed('initialise');
  }

  /** Starts it and waits until it takes logins. */
  async start(extra: ServerOptions = {}): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await this.launch(extra, []);
    await waitUntil(
      async () => {
        if (!this.running) throw await this.failed('start');
        try {
          await (await this.connect()).end();
          return true;
        } catch {
          return false;
        }
      },
      startDeadlineMs,
      `the agent’s own mysqld on ${this.datadir} takes logins`,
    );
  }

  /** Opens a connection as root. */
  async connect(): Promise<Connection> {
    const connection = await createConnection({
      socketPath: this.socket,
      user: 'root',
      multipleStatements: false,
      supportBigNumbers: true,
      bigNumberStrings: true,
    });
    connection.on('error', () => {});
    return connection;
  }

  /** Shuts it down so that its files need no recovery. */
  async stop(): Promise<void> {
    if (!this.running) return;
    this.child?.kill('SIGTERM');
    await this.ended(stopDeadlineMs);
    if (this.child?.exitCode !== 0) throw await this.failed('stop');
  }

  /** Ends it at once, whatever it does. */
  async kill(): Promise<void> {
    if (!this.running) return;
    this.child?.kill('SIGKILL');
    await this.ended(stopDeadlineMs);
  }

  /** Waits until it ended by itself. */
  async ended(deadlineMs: number): Promise<void> {
    await waitUntil(
      async () => !this.running,
      deadlineMs,
      `the agent’s own mysqld on ${this.datadir} ends`,
    );
  }

  private get running(): boolean {
    const { child } = this;
    return child !== undefined && child.exitCode === null && !child.signalCode;
  }

  private async launch(
    extra: ServerOptions,
    args: readonly string[],
  ): Promise<void> {
    const cnf = join(this.folder, 'scratch.cnf');
    const options = {
      ...constantOptions,
      // The container’s own /tmp is small, and in memory.
      tmpdir: this.folder,
      ...this.options,
      ...extra,
    };
    const lines = Object.entries(options).map(([key, value]) =>
      value === '' ? `${key}=` : `${key}=${value}`,
    );
    await writeFile(cnf, ['[mysqld]', ...lines, ''].join('\n'));
    const { command, before = [], after = [] } = this.program;
    const log = openSync(this.log, 'a');
    // MYSQLD_PARENT_PID would promise mysqld that somebody restarts it.
    const { MYSQLD_PARENT_PID: _, ...env } = process.env;
    this.child = spawn(
      command,
      [
        ...before,
        `--defaults-file=${cnf}`,
        ...args,
        `--datadir=${this.datadir}`,
        `--socket=${this.socket}`,
        `--pid-file=${join(this.folder, 'scratch.pid')}`,
        ...after,
        // mysqld refuses to run as root unless it is told to.
        ...(process.getuid?.() === 0 ? ['--user=root'] : []),
      ],
      { stdio: ['ignore', log, log], env },
    );
    this.child.on('error', () => {}); // it shows as a process without an exit code, see `failed`
    closeSync(log);
    if (this.child.pid === undefined) throw await this.failed('start');
  }

  private get log(): string {
    return join(this.folder, 'scratch.log');
  }

  private async failed(what: string): Promise<ProgramFailed> {
    const words = await readFile(this.log, 'utf8').catch(() => '');
    const told = words
      .split('\n')
      .filter(line => /\[(ERROR|Warning)\]/.test(line))
      .slice(-6)
      .join('\n');
    const killed = this.child?.signalCode === 'SIGKILL';
    const unborn = this.child?.pid === undefined;
    return new ProgramFailed(
      'the agent’s own mysqld',
      killed
        ? `was killed on ${this.datadir}, perhaps for want of memory, and could not ${what}`
        : `could not ${what} on ${this.datadir}`,
      told || words,
      killed || unborn,
    );
  }
}
