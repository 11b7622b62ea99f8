import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Duplex } from 'node:stream';
import { ROOT } from './root';

/** How long it may take to end in good order, in milliseconds. */
const GRACE_MS = 20_000;

/** What is run, and where its words go. */
export interface BackendProcessOptions {
  readonly program: 'operator' | 'backend';
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Modules that are loaded before it. They may write to the file descriptor 3, which is {@link BackendProcess.channel}. */
  readonly preload?: readonly string[];
}

/** An operator or a portal from the sources, in a process of its own that does not outlive this one. */
export class BackendProcess {
  private log = '';
  private readonly startedAt = performance.now();

  private constructor(
    private readonly child: ChildProcess,
    /** Where all that it says is kept. */
    readonly logFile: string,
  ) {}

  /** Starts it; it is not ready yet. */
  static start(options: BackendProcessOptions): BackendProcess {
    mkdirSync(dirname(options.logFile), { recursive: true });
    const file = createWriteStream(options.logFile);
    const transform = require.resolve(
      '@backstage/cli/config/nodeTransform.cjs',
    );
    const child = spawn(
      process.execPath,
      [
        ...[...(options.preload ?? []), transform].flatMap(module => [
          '--require',
          module,
        ]),
        'src/index.ts',
        ...(options.program === 'operator'
          ? ['--config', join(ROOT, 'app-config.operator.yaml')]
          : []),
      ],
      {
        cwd: join(ROOT, 'packages', options.program),
        env: { ...process.env, NODE_OPTIONS: '', ...options.env },
        stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      },
    );
    const backend = new BackendProcess(child, options.logFile);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        file.write(chunk);
        backend.log += chunk;
      });
    }
    // Also when this process is ended by somebody else.
    const end = () => child.kill('SIGKILL');
    process.once('exit', end);
    child.once('exit', () => {
      process.off('exit', end);
      file.end();
    });
    return backend;
  }

  /** Milliseconds since it was started. */
  get ageMs(): number {
    return performance.now() - this.startedAt;
  }

  /** All that it said. */
  get output(): string {
    return this.log;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Whether it holds the Lease, by its own word. */
  get isActing(): boolean {
    return (
      this.log.lastIndexOf('This process is the operator now') >
      this.log.lastIndexOf('The Lease is lost')
    );
  }

  /** @throws Error when it has ended */
  expectRunning(): void {
    if (!this.hasEnded) return;
    throw new Error(
      `it ended with ${this.child.exitCode ?? this.child.signalCode}, see ${
        this.logFile
      }: ${this.log.slice(-2_000)}`,
    );
  }

  /** The file descriptor 3 of the process. */
  get channel(): Duplex {
    const channel = this.child.stdio[3];
    if (channel instanceof Duplex) return channel;
    throw new Error('the process has no channel');
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Ends it as Ctrl-C does, and by force when it does not end; or without a word. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.hasEnded) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    const force = setTimeout(() => this.child.kill('SIGKILL'), GRACE_MS);
    await ended;
    clearTimeout(force);
  }
}
