import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';

/** How to run a command and what to do with what it writes. */
export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Gets whole lines of both outputs; without it they are only kept for the error. */
  readonly onLine?: (line: string) => void;
  /** Ends the command, with all that it started, when it takes longer. */
  readonly timeoutMs?: number;
}

/** How a command ended. */
export interface CommandResult {
  readonly ok: boolean;
  readonly exitCode: number | null;
  /** Both outputs, in the order in which they came. */
  readonly output: string;
}

const running = new Set<ChildProcess>();

/** Runs a command without input to its end, whatever that is. */
export function runToEnd(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, FORCE_COLOR: '0', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that Ctrl-C reaches it through endCommands alone, with all that it started.
      detached: true,
    });
    running.add(child);
    const timer = options.timeoutMs
      ? setTimeout(() => endGroup(child, 'SIGKILL'), options.timeoutMs)
      : undefined;
    let output = '';
    let rest = '';
    const hear = (text: string) => {
      output += text;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) options.onLine?.(line);
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.on('error', error => {
      clearTimeout(timer);
      running.delete(child);
      reject(error);
    });
    child.on('close', exitCode => {
      clearTimeout(timer);
      running.delete(child);
      if (rest) options.onLine?.(rest);
      resolve({ ok: exitCode === 0, exitCode, output });
    });
  });
}

/**
 * Runs a command that has to succeed.
 *
 * @returns what it wrote
 * @throws Error with its last lines
 */
export async function runOrThrow(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { ok, exitCode, output } = await runToEnd(command, args, options);
  if (ok) return output;
  const tail = output.trim().split('\n').slice(-20).join('\n');
  throw new Error(
    `${command} ${args.join(' ')} failed (exit ${exitCode}):\n${tail}`,
  );
}

/** Ends every command that still runs, and what it started in turn. */
export function endCommands(signal: NodeJS.Signals = 'SIGTERM'): void {
  for (const child of running) endGroup(child, signal);
}

function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended by itself in between.
  }
}
