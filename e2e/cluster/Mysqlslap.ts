import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { clientProgram, findRootfs } from '../conformance/rootfs';
import { DatabaseUnderTest } from './DatabaseUnderTest';

const SESSIONS = 4;
/** About a second of writing, so that a change of primary meets some run in its midst. */
const STATEMENTS = 400;

/** One run of MySQL's own load generator. */
export interface SlapRun {
  readonly number: number;
  /** How many rows it was to insert. */
  readonly asked: number;
  /** It met no error, and so was told that all of them are there. */
  readonly clean: boolean;
  /** What it said. */
  readonly said: string;
}

/**
 * `mysqlslap` in a loop, as one would run it in a shell. It knows no retry: a session that meets an error ends, and the
 * next run connects anew.
 */
export class Mysqlslap {
  readonly runs: SlapRun[] = [];
  private running = true;
  private done: Promise<void> = Promise.resolve();

  private constructor(
    private readonly login: { username: string; password: string },
    private readonly host: string,
    /** Where its table `slap (run INT)` is. */
    private readonly schema: string,
  ) {}

  static async start(database: DatabaseUnderTest): Promise<Mysqlslap> {
    const login = await database.login();
    const host = await database.serviceIp('primary');
    const slap = new Mysqlslap(login, host, login.database);
    slap.done = slap.loop();
    return slap;
  }

  /** Ends with the run that is under way. */
  async stop(): Promise<void> {
    this.running = false;
    await this.done;
  }

  private async loop(): Promise<void> {
    for (let number = 1; this.running; number++) {
      this.runs.push(await this.run(number));
    }
  }

  private async run(number: number): Promise<SlapRun> {
    const { command, before } = clientProgram(findRootfs(), 'mysqlslap');
    const child = spawn(
      command,
      [
        ...before,
        '--no-defaults',
        `--host=${this.host}`,
        `--user=${this.login.username}`,
        `--create-schema=${this.schema}`,
        `--concurrency=${SESSIONS}`,
        `--number-of-queries=${STATEMENTS}`,
        `--query=INSERT INTO slap (run) VALUES (${number})`,
      ],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, MYSQL_PWD: this.login.password },
      },
    );
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text));
    const [code] = await once(child, 'close');
    // It ends with 0 also when its statements failed.
    const clean = code === 0 && !said.includes('Cannot run query');
    return { number, asked: STATEMENTS, clean, said };
  }
}
