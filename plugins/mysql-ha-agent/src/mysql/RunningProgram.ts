import { ChildProcess, spawn } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ProgramFailed } from './ProgramFailed';
import { Program } from './Programs';

const keptWords = 8_000;

/** A program that runs; its standard error is kept for the case that it fails. */
export class RunningProgram {
  private words = '';
  private readonly end: Promise<void>;

  private constructor(
    private readonly name: string,
    private readonly child: ChildProcess,
  ) {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.words = (this.words + text).slice(-keptWords);
    });
    this.end = new Promise((resolve, reject) => {
      child.on('error', error =>
        reject(new ProgramFailed(name, 'did not start', error.message, true)),
      );
      child.on('close', (code, signal) => {
        if (code === 0) resolve();
        else
          reject(
            new ProgramFailed(
              name,
              signal ? `was ended by ${signal}` : `failed (exit ${code})`,
              this.words,
              signal === 'SIGKILL',
            ),
          );
      });
    });
    // Whoever waits for the end gets it; who does not must not end the process.
    this.end.catch(() => {});
  }

  /** @param args - without any password: every process on the node can read them */
  static start(
    name: string,
    { command, before = [], after = [] }: Program,
    args: readonly string[],
    { input = false, signal }: { input?: boolean; signal?: AbortSignal } = {},
  ): RunningProgram {
    const child = spawn(command, [...before, ...args, ...after], {
      stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      signal,
      killSignal: 'SIGKILL',
    });
    return new RunningProgram(name, child);
  }

  /** Waits until it ended well. @throws ProgramFailed with its last words */
  ended(): Promise<void> {
    return this.end;
  }

  /** What it writes; ends with {@link ProgramFailed} when the program fails, however much it wrote. */
  async *output(): AsyncGenerator<Buffer> {
    const { stdout } = this.child;
    if (!stdout) throw new Error(`${this.name} has no output`);
    try {
      yield* stdout;
      await this.end;
    } finally {
      this.child.kill('SIGKILL');
    }
  }

  /** Feeds it and waits for its end. */
  async feed(source: Readable): Promise<void> {
    const { stdin, stdout } = this.child;
    if (!(stdin instanceof Writable))
      throw new Error(`${this.name} takes no input`);
    stdout?.resume();
    const fed = pipeline(source, stdin);
    try {
      await fed;
    } catch (error) {
      // A program that ends early breaks the pipe; its last words tell why.
      if (
        !(error instanceof Error && 'code' in error && error.code === 'EPIPE')
      ) {
        this.child.kill('SIGKILL');
        throw error;
      }
    }
    await this.end;
  }
}
