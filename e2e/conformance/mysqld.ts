/**
 * Real mysqld instances on loopback for tests. `startMysqlds(3)` gives fresh ones as the supervisor boots them:
 * read-only, replication stopped, semi-sync off, an empty `gtid_executed`, and four accounts without passwords:
 * `root` (socket), `admin` (as the engine: may do everything), `repl` and `app` (as an application: its databases
 * only). Each instance dies with the test process. `trio.ts` makes a semi-synchronous cluster of three.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import {
  type Connection,
  createConnection,
  type RowDataPacket,
} from 'mysql2/promise';
import { freePorts } from './freePorts';
import { constantConfig, myCnf, type MysqldConfig } from './mysqldConfig';
import { findRootfs, mysqldProgram } from './rootfs';
import { tempFolder } from './tempFolder';
import { templateDataDir } from './templateDataDir';
import { until } from './until';

/** A row as the server names its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** The accounts that every instance has, all without a password. */
export type Account = 'root' | 'admin' | 'repl' | 'app';

const accounts = `SET SESSION sql_log_bin=0;
CREATE USER IF NOT EXISTS 'admin'@'%' IDENTIFIED BY '';
GRANT ALL ON *.* TO 'admin'@'%' WITH GRANT OPTION;
CREATE USER IF NOT EXISTS 'repl'@'%' IDENTIFIED BY '';
GRANT REPLICATION SLAVE, BACKUP_ADMIN ON *.* TO 'repl'@'%';
CREATE USER IF NOT EXISTS 'app'@'%' IDENTIFIED BY '';
GRANT ALL ON \`app%\`.* TO 'app'@'%';
`;

/** One mysqld: its folder, its port and what a test does to it. */
export class Mysqld {
  private child: ChildProcess | undefined;
  private standing: Connection | undefined;
  /** Whether mysqld believes that somebody restarts it when it asks. */
  managed = true;

  constructor(
    readonly name: string,
    readonly serverId: number,
    readonly port: number,
    readonly folder: string,
    private readonly config: MysqldConfig,
  ) {}

  get socket(): string {
    return join(this.folder, 'm.sock');
  }

  get dataDir(): string {
    return join(this.folder, 'data');
  }

  /** mysqld's log since the folder exists. */
  get log(): string {
    return readFileSync(join(this.folder, 'log'), 'utf8');
  }

  get running(): boolean {
    return (
      this.child !== undefined &&
      this.child.exitCode === null &&
      this.child.signalCode === null
    );
  }

  /** Whether somebody listens on the port, greeted or not. */
  listens(): Promise<boolean> {
    return new Promise(resolve => {
      const socket = connect(this.port, '127.0.0.1', () => resolve(true)).on(
        'error',
        () => resolve(false),
      );
      socket.unref().setTimeout(1_000, () => socket.destroy());
    });
  }

  /** How the last one ended: an exit code (16: wants to be started again), or undefined for a signal. */
  get exitCode(): number | undefined {
    return this.child?.exitCode ?? undefined;
  }

  /** Starts mysqld and waits until it takes logins. Options and statements for the init file hold for this start only. */
  async start(extra: MysqldConfig = {}, sql = ''): Promise<void> {
    this.launch(extra, sql);
    await until(
      `${this.name} takes logins`,
      async () => {
        if (!this.running)
          throw new Error(`mysqld ended; its log:\n${this.log.slice(-3000)}`);
        return (await this.value('SELECT 1')) === 1;
      },
      60_000,
    );
  }

  /** Starts mysqld and returns at once. */
  launch(extra: MysqldConfig = {}, sql = ''): void {
    if (this.running) throw new Error(`${this.name} runs already`);
    const cnf = join(this.folder, 'my.cnf');
    const init = join(this.folder, 'init.sql');
    writeFileSync(cnf, myCnf({ ...constantConfig, ...this.config, ...extra }));
    writeFileSync(init, accounts + sql);
    const { command, before, after } = mysqldProgram(findRootfs());
    const log = openSync(join(this.folder, 'log'), 'a');
    // setpriv: an mysqld must not outlive a test process that was killed. It keeps the pid, so that
    // MYSQLD_PARENT_PID is mysqld's parent, as RESTART and CLONE demand.
    this.child = spawn(
      'setpriv',
      [
        '--pdeathsig',
        'KILL',
        '--',
        command,
        ...before,
        `--defaults-file=${cnf}`,
        `--datadir=${this.dataDir}`,
        `--init-file=${init}`,
        `--socket=${this.socket}`,
        `--pid-file=${join(this.folder, 'pid')}`,
        `--port=${this.port}`,
        `--server-id=${this.serverId}`,
        `--report-host=${this.name}`,
        ...after,
      ],
      {
        stdio: ['ignore', log, log],
        env: {
          ...process.env,
          ...(this.managed && { MYSQLD_PARENT_PID: String(process.pid) }),
        },
      },
    );
    closeSync(log);
  }

  /** Sends a signal to mysqld itself. */
  signal(signal: 'SIGTERM' | 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    this.child?.kill(signal);
  }

  /** Waits until mysqld ended by itself or by a signal. */
  async ended(deadlineMs = 30_000): Promise<void> {
    await until(`${this.name} ended`, () => !this.running, deadlineMs);
    this.standing?.destroy();
    this.standing = undefined;
  }

  /** Kills mysqld and waits until it is gone, also when it is frozen. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended();
  }

  /** Opens a connection: `root` over the socket, everyone else over TCP. */
  async connect(
    user: Account = 'admin',
    timeoutMs = 10_000,
  ): Promise<Connection> {
    const where =
      user === 'root'
        ? { socketPath: this.socket }
        : { host: '127.0.0.1', port: this.port };
    const connection = await createConnection({
      ...where,
      user,
      password: '',
      connectTimeout: timeoutMs,
    });
    connection.on('error', () => undefined); // a killed server is what these tests are about
    return connection;
  }

  /** Asks over a standing connection of `root`, which is opened anew when it broke. */
  async rows(sql: string): Promise<Row[]> {
    if (!this.standing) this.standing = await this.connect('root');
    try {
      const [rows] = await this.standing.query<RowDataPacket[]>(sql);
      return Array.isArray(rows) ? rows : [];
    } catch (error) {
      if (
        !(error instanceof Error && 'errno' in error && Number(error.errno) > 0)
      ) {
        this.standing?.destroy();
        this.standing = undefined;
      }
      throw error;
    }
  }

  /** Runs statements one after the other. */
  async run(...statements: string[]): Promise<void> {
    for (const statement of statements) await this.rows(statement);
  }

  /** The first column of the first row. */
  async value(sql: string): Promise<unknown> {
    const [row] = await this.rows(sql);
    return row && Object.values(row)[0];
  }

  /** Follows a source with GTID auto-position, noticing its silence within two seconds. */
  async follow(source: Mysqld): Promise<void> {
    await this.run(this.followStatement(source), 'START REPLICA');
  }

  /** The statement by which {@link follow} gives it its source. */
  followStatement(source: Mysqld): string {
    return `CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=${source.port}, SOURCE_USER='repl',
       SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, SOURCE_RETRY_COUNT=1000000, SOURCE_HEARTBEAT_PERIOD=1, GET_SOURCE_PUBLIC_KEY=1`;
  }

  /** Ends mysqld and removes its folder. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * Starts fresh instances named `mysql-0`, `mysql-1`, … with server ids from 1, side by side.
 *
 * @param config - options on top of {@link constantConfig}
 */
export async function startMysqlds(
  count: number,
  config: MysqldConfig = {},
): Promise<Mysqld[]> {
  const root = tempFolder();
  const template = templateDataDir();
  const ports = await freePorts(count);
  const mysqlds = ports.map((port, index) => {
    const folder = join(root, `mysql-${index}`);
    mkdirSync(folder);
    cpSync(template, join(folder, 'data'), { recursive: true });
    return new Mysqld(`mysql-${index}`, index + 1, port, folder, config);
  });
  await Promise.all(mysqlds.map(mysqld => mysqld.start()));
  return mysqlds;
}
