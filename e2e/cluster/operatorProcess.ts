import { ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** A headless operator, as `npm run operator` runs it, in a process of its own. */
export class OperatorProcess {
  private log = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly identity: string,
  ) {}

  /** Whether it holds the Lease, by its own word. */
  get isActing(): boolean {
    return (
      this.log.lastIndexOf('This process is the operator now') >
      this.log.lastIndexOf('The Lease is lost')
    );
  }

  /** All that it said. */
  output(): string {
    return this.log;
  }

  /**
   * Starts one and waits until it says that it is connected.
   * @param leaseNamespace - operators of the same namespace compete for one Lease
   */
  static async start(options: {
    readonly identity: string;
    readonly port: number;
    readonly leaseNamespace?: string;
  }): Promise<OperatorProcess> {
    const logs = join(ROOT, '.local', 'e2e-logs');
    mkdirSync(logs, { recursive: true });
    const log = createWriteStream(join(logs, `${options.identity}.log`));
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        join(ROOT, 'packages/operator/src/index.ts'),
        '--config',
        join(ROOT, 'app-config.operator.yaml'),
      ],
      {
        cwd: join(ROOT, 'packages/operator'),
        env: {
          ...process.env,
          NODE_ENV: 'production',
          LOG_LEVEL: 'debug',
          MYSQLHA_OPERATOR_PORT: String(options.port),
          MYSQLHA_LEASE_NAMESPACE: options.leaseNamespace ?? 'mysql-ha',
          ...(process.env.MYSQLHA_CONNECTION
            ? { APP_CONFIG_mysqlHa_connection: process.env.MYSQLHA_CONNECTION }
            : {}),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const operator = new OperatorProcess(child, options.identity);
    // Nothing that a test started outlives it, also when the test's own process is ended.
    process.once('exit', () => child.kill('SIGKILL'));
    const connected = new Promise<void>((done, failed) => {
      const listen = (chunk: Buffer) => {
        log.write(chunk);
        operator.log += chunk;
        if (String(chunk).includes('Connected to Kubernetes')) done();
      };
      child.stdout?.on('data', listen);
      child.stderr?.on('data', listen);
      child.once('exit', code =>
        failed(
          new Error(
            `operator ${options.identity} ended with ${code}; see ${log.path}`,
          ),
        ),
      );
    });
    await connected;
    return operator;
  }

  /** Ends it as Ctrl-C does. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** Ends it without a word. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.child.kill('SIGCONT');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }
}
