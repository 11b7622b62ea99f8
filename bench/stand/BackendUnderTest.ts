import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../e2e/cluster/freePort';
import { until } from '../../e2e/cluster/until';
import { BackendProcess, ROOT } from '../../e2e/stand';
import { Usage, usageSchema } from './Usage';

/** An operator or a portal in a process of its own, which tells what it uses. */
export class BackendUnderTest {
  private constructor(
    private readonly backend: BackendProcess,
    private readonly port: number,
  ) {}

  /** Starts the headless operator; it is not ready yet. */
  static async operator(): Promise<BackendUnderTest> {
    const port = await freePort();
    return BackendUnderTest.start('operator', port, {
      NODE_ENV: 'production',
      MYSQLHA_OPERATOR_PORT: `${port}`,
    });
  }

  /** Starts the portal, operator included; it is not ready yet. */
  static async portal(state: string): Promise<BackendUnderTest> {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    return BackendUnderTest.start('backend', port, {
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
    return this.backend.ageMs;
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
    await until('the operator acts', () => this.backend.isActing, {
      seconds: 60,
      describe: () => this.backend.output.slice(-2_000),
    });
  }

  /** What it has used so far. */
  async usage(): Promise<Usage> {
    const { channel } = this.backend;
    const lines = createInterface({ input: channel });
    const answer = once(lines, 'line');
    channel.write('usage\n');
    const [line] = await answer;
    lines.close();
    return usageSchema.parse(JSON.parse(String(line)));
  }

  /** Ends it as Ctrl-C does, and by force when it does not end. */
  async stop(): Promise<void> {
    await this.backend.end();
  }

  private static start(
    program: 'operator' | 'backend',
    port: number,
    env: Readonly<Record<string, string>>,
  ): BackendUnderTest {
    const backend = BackendProcess.start({
      program,
      env,
      logFile: join(ROOT, '.local', 'bench-logs', `${program}-${port}.log`),
      preload: [join(__dirname, 'reportUsage.cjs')],
    });
    return new BackendUnderTest(backend, port);
  }

  private async answering(
    path: string,
    accept: (text: string) => boolean,
  ): Promise<void> {
    for (;;) {
      this.backend.expectRunning();
      if (this.ageMs > 120_000) {
        throw new Error(
          `${path} did not answer within 120 s: ${this.backend.output.slice(
            -2_000,
          )}`,
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
