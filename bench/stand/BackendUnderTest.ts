import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../e2e/cluster/freePort';
import { until } from '../../e2e/cluster/until';
import { ROOT } from './paths';
import { Usage, usageSchema } from './Usage';

/** What the operator says when it has the Lease. */
const ACTING = 'This process is the operator now';

/** An operator or a portal in a process of its own, which tells what it uses. */
export class BackendUnderTest {
  private log = '';
  private readonly startedAt = performance.now();

  private constructor(
    private readonly child: ChildProcess,
    private readonly port: number,
  ) {}

  /** Starts the headless operator; it is not ready yet. */
  static async operator(): Promise<BackendUnderTest> {
    const port = await freePort();
    return BackendUnderTest.spawn('operator', port, {
      NODE_ENV: 'production',
      MYSQLHA_OPERATOR_PORT: `${port}`,
    });
  }

  /** Starts the portal, operator included; it is not ready yet. */
  static async portal(state: string): Promise<BackendUnderTest> {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    return BackendUnderTest.spawn('backend', port, {
      NODE_ENV: 'development',
      MYSQLHA_PORTAL_STATE: state,
      APP_CONFIG_app_baseUrl: url,
      APP_CONFIG_backend_baseUrl: url,
      APP_CONFIG_backend_cors_origin: url,
      APP_CONFIG_backend_listen_port: `${port}`,
    });
  }

  /** Milliseconds since it was started. */
  get ageMs(): number {
    return performance.now() - this.startedAt;
  }

  /** Waits until all of its plugins have started. */
  async ready(): Promise<void> {
    await this.answering('/.backstage/health/v1/readiness', () => true);
  }

  /** Waits until a browser would get the portal's page. */
  async showsPage(): Promise<void> {
    await this.answering('/', text => text.includes('<div id="root">'));
  }

  /** Waits until it holds the Lease and acts. */
  async acting(): Promise<void> {
    await until('the operator acts', () => this.log.includes(ACTING), {
      seconds: 60,
      describe: () => this.log.slice(-2_000),
    });
  }

  /** What it has used so far. */
  async usage(): Promise<Usage> {
    const channel = this.child.stdio[3];
    if (!(channel instanceof Duplex)) {
      throw new Error('the process was started without a channel');
    }
    const lines = createInterface({ input: channel });
    const answer = once(lines, 'line');
    channel.write('usage\n');
    const [line] = await answer;
    lines.close();
    return usageSchema.parse(JSON.parse(String(line)));
  }

  /** Ends it as Ctrl-C does, and by force when it does not end. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const force = setTimeout(() => this.child.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(force);
  }

  private static spawn(
    name: 'operator' | 'backend',
    port: number,
    env: Readonly<Record<string, string>>,
  ): BackendUnderTest {
    const child = spawn(
      process.execPath,
      [
        ...['--require', join(__dirname, 'reportUsage.cjs')],
        ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
        'src/index.ts',
        ...(name === 'operator'
          ? ['--config', join(ROOT, 'app-config.operator.yaml')]
          : []),
      ],
      {
        cwd: join(ROOT, 'packages', name),
        env: { ...process.env, NODE_OPTIONS: '', ...env },
        stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      },
    );
    const backend = new BackendUnderTest(child, port);
    const logs = join(ROOT, '.local', 'bench-logs');
    mkdirSync(logs, { recursive: true });
    const file = createWriteStream(join(logs, `${name}-${child.pid}.log`));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        file.write(chunk);
        backend.log += chunk;
      });
    }
    return backend;
  }

  private async answering(
    path: string,
    accept: (text: string) => boolean,
  ): Promise<void> {
    for (;;) {
      if (this.child.exitCode !== null) {
        throw new Error(
          `it ended with ${this.child.exitCode}: ${this.log.slice(-2_000)}`,
        );
      }
      if (this.ageMs > 120_000) {
        throw new Error(
          `${path} did not answer within 120 s: ${this.log.slice(-2_000)}`,
        );
      }
      const text = await fetch(`http://127.0.0.1:${this.port}${path}`)
        .then(async response => (response.ok ? response.text() : undefined))
        .catch(() => undefined);
      if (text !== undefined && accept(text)) return;
      await delay(20);
    }
  }
}
