import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../../local-cluster/instance.ts';
import { waitFor } from '../../local-cluster/waitFor.ts';

/** How long a backend may take to stop: it ends what it is doing and gives its Lease back. */
const STOP_MS = 20_000;

/** Which backend to run, and how. */
export interface BackendOptions {
  /** Folder below packages/. */
  readonly package: 'backend' | 'operator';
  /** Absolute paths; without any, app-config.yaml. */
  readonly configs?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  /** A file for what it writes; without it, this terminal. */
  readonly log?: string;
}

/** A Backstage backend, run from its sources. */
export class BackendProcess {
  static start(options: BackendOptions): BackendProcess {
    const output = options.log ? openLog(options.log) : 'inherit';
    const child = spawn(
      process.execPath,
      [
        ...['--require', join(import.meta.dirname, 'endWithStarter.cjs')],
        ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
        'src/index.ts',
        ...(options.configs ?? []).flatMap(path => ['--config', path]),
      ],
      {
        cwd: join(repositoryRoot, 'packages', options.package),
        env: {
          ...process.env,
          NODE_ENV: 'development',
          ...options.env,
        },
        stdio: ['ignore', output, output, 'pipe'],
        // Backstage takes a second signal as an order to stop short, and Ctrl-C arrives several times: from the
        // terminal, from npm, from toolchain.mjs. In a group of its own it only gets the one that stop() sends.
        detached: true,
      },
    );
    if (typeof output === 'number') closeSync(output);
    return new BackendProcess(options, child);
  }

  /** Resolves when it has ended, for whatever reason, with its exit code. */
  readonly ended: Promise<number | null>;
  private exitCode: number | null | undefined;
  private readonly options: BackendOptions;
  private readonly child: ChildProcess;

  private constructor(options: BackendOptions, child: ChildProcess) {
    this.options = options;
    this.child = child;
    this.ended = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', code => {
        this.exitCode = code;
        resolve(code);
      });
    });
    this.ended.catch(() => {});
  }

  /**
   * Waits until all of its plugins have started.
   *
   * @throws Error with its last lines when it ended instead
   */
  async ready(): Promise<void> {
    await waitFor(
      async () => {
        if (this.exitCode !== undefined) throw new Error(this.epitaph());
        return this.answers();
      },
      {
        what: `the backend on port ${this.options.port} to answer`,
        timeoutMs: 120_000,
        intervalMs: 250,
        explain: () => this.lastLines(),
      },
    );
  }

  /** Stops it in good order, and by force when that takes too long. */
  async stop(): Promise<void> {
    if (this.exitCode !== undefined || this.child.pid === undefined) return;
    this.child.kill('SIGTERM');
    const force = setTimeout(() => this.kill(), STOP_MS);
    await this.ended;
    clearTimeout(force);
  }

  /** Stops it at once. Its Lease runs out some seconds later. */
  kill(): void {
    if (this.exitCode === undefined) this.child.kill('SIGKILL');
  }

  private async answers(): Promise<boolean> {
    try {
      const { ok } = await fetch(
        `http://127.0.0.1:${this.options.port}/.backstage/health/v1/readiness`,
        { signal: AbortSignal.timeout(2_000) },
      );
      return ok;
    } catch {
      return false;
    }
  }

  private epitaph(): string {
    return `The backend ended (exit ${
      this.exitCode
    }) before it answered. ${this.lastLines()}`;
  }

  private lastLines(): string {
    const { log } = this.options;
    if (!log) return 'Its last lines stand above.';
    const lines = readFileSync(log, 'utf8').trim().split('\n').slice(-40);
    return `The end of ${log}:\n${lines.join('\n')}`;
  }
}

function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  return openSync(path, 'w');
}
