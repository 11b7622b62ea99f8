import { spawn } from 'node:child_process';

/** What a command needs besides its arguments. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  /** Text for its standard input; without it there is none. */
  readonly input?: string;
  /** Ends the command when it takes longer. */
  readonly timeoutMs?: number;
}

/** A command ended with something else than 0. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly exitCode: number | null;
  readonly stderr: string;

  constructor(
    command: readonly string[],
    exitCode: number | null,
    stderr: string,
  ) {
    const tail = stderr.trim().split('\n').slice(-8).join('\n');
    super(`${command.join(' ')} failed (exit ${exitCode}): ${tail}`);
    this.exitCode = exitCode;
    this.stderr = stderr;
  }
}

/**
 * Runs a command to its end.
 *
 * @returns what it wrote to its standard output
 * @throws CommandFailed with the last lines of its standard error
 */
export function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    // A command that ends before it has read its input breaks the pipe; its exit code tells the story.
    child.stdin?.on('error', () => {});
    child.stdin?.end(options.input);
    child.on('error', reject);
    child.on('close', code => {
      if (code === 0) resolve(stdout);
      else reject(new CommandFailed([command, ...args], code, stderr));
    });
  });
}

/** Like {@link run}, for a command whose failure is an answer: `undefined` then. */
export async function tryRun(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string | undefined> {
  try {
    return await run(command, args, options);
  } catch (failure) {
    if (failure instanceof CommandFailed) return undefined;
    throw failure;
  }
}
