import { join } from 'node:path';
import { BackendProcess, ROOT } from '../stand';
import { until } from './until';

/** How long an operator may take to come up on a busy machine, in seconds. */
const START_SECONDS = 60;

/** A headless operator, as `npm run operator` runs it, in a process of its own. */
export class OperatorProcess {
  private constructor(
    private readonly backend: BackendProcess,
    readonly identity: string,
  ) {}

  /** Whether it holds the Lease, by its own word. */
  get isActing(): boolean {
    return this.backend.isActing;
  }

  /** Whether it looks after all clusters, by its own word: no other operator has a part any more. */
  get actsAlone(): boolean {
    const parts = [
      ...this.output().matchAll(/(\d+) of (\d+) shares of the clusters/g),
    ];
    const [, held, all] = parts.at(-1) ?? [];
    return this.isActing && held !== undefined && held === all;
  }

  get isRunning(): boolean {
    return !this.backend.hasEnded;
  }

  /** Where all that it says is kept. */
  get logFile(): string {
    return this.backend.logFile;
  }

  /** All that it said. */
  output(): string {
    return this.backend.output;
  }

  /**
   * Starts one and waits until it says that it is connected.
   * @param leaseNamespace - operators of the same namespace compete for one Lease
   */
  static async start(options: {
    readonly identity: string;
    readonly port: number;
    readonly leaseNamespace?: string;
    /** Left out: KUBECONFIG of this process. */
    readonly kubeconfig?: string;
  }): Promise<OperatorProcess> {
    const backend = BackendProcess.start({
      program: 'operator',
      logFile: join(ROOT, '.local', 'e2e-logs', `${options.identity}.log`),
      env: {
        NODE_ENV: 'production',
        LOG_LEVEL: 'debug',
        MYSQLHA_OPERATOR_PORT: String(options.port),
        MYSQLHA_LEASE_NAMESPACE: options.leaseNamespace ?? 'mysql-ha',
        APP_CONFIG_mysqlHa_operator_identity: options.identity,
        ...(options.kubeconfig && { KUBECONFIG: options.kubeconfig }),
        ...(process.env.MYSQLHA_CONNECTION
          ? { APP_CONFIG_mysqlHa_connection: process.env.MYSQLHA_CONNECTION }
          : {}),
      },
    });
    await until(
      `the operator ${options.identity} is connected`,
      () => {
        backend.expectRunning();
        return backend.output.includes('Connected to Kubernetes');
      },
      {
        seconds: START_SECONDS,
        describe: () => `see ${backend.logFile}`,
      },
    );
    return new OperatorProcess(backend, options.identity);
  }

  /** Ends it as Ctrl-C does. */
  async stop(): Promise<void> {
    await this.backend.end('SIGTERM');
  }

  /** Ends it without a word. */
  async kill(): Promise<void> {
    await this.backend.end('SIGKILL');
  }

  freeze(): void {
    this.backend.signal('SIGSTOP');
  }

  thaw(): void {
    this.backend.signal('SIGCONT');
  }
}
