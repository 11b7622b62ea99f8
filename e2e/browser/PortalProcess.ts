import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until } from '../cluster/until';

const ROOT = resolve(__dirname, '../..');

/** What a portal for tests stands on. */
export interface PortalOptions {
  readonly kubeconfig: string;
  readonly port: number;
}

/** A portal as `npm run portal` starts it, in a process and with databases of its own. */
export class PortalProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly state: string,
    /** Where people open it. */
    readonly url: string,
  ) {}

  /** Starts one and waits until it answers; the pages must have been built. */
  static async start(options: PortalOptions): Promise<PortalProcess> {
    const { port } = options;
    const url = `http://localhost:${port}`;
    const state = mkdtempSync(join(tmpdir(), 'mysql-ha-portal-'));
    const logs = join(ROOT, '.local', 'e2e-logs');
    mkdirSync(logs, { recursive: true });
    const log = openSync(join(logs, `portal-${port}.log`), 'w');
    const child = spawn(
      process.execPath,
      [
        // It stops by itself when this process is gone.
        '--require',
        join(ROOT, 'scripts/portal/endWithStarter.cjs'),
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        'src/index.ts',
      ],
      {
        cwd: join(ROOT, 'packages/backend'),
        env: {
          ...process.env,
          NODE_ENV: 'development',
          KUBECONFIG: options.kubeconfig,
          // It watches its configuration. inotify's instances are few, and each kubelet of a local cluster takes some:
          // https://man7.org/linux/man-pages/man7/inotify.7.html
          CHOKIDAR_USEPOLLING: 'true',
          MYSQLHA_PORTAL_STATE: state,
          APP_CONFIG_app_baseUrl: url,
          APP_CONFIG_backend_baseUrl: url,
          APP_CONFIG_backend_cors_origin: url,
          APP_CONFIG_backend_listen_port: String(port),
        },
        stdio: ['ignore', log, log, 'pipe'],
      },
    );
    closeSync(log);
    const portal = new PortalProcess(child, state, url);
    try {
      await until(`the portal answers at ${url}`, () => portal.answers(), {
        seconds: 180,
        describe: () => `see ${join(logs, `portal-${port}.log`)}`,
      });
    } catch (failure) {
      await portal.stop();
      throw failure;
    }
    return portal;
  }

  /** Ends it and removes what it kept. */
  async stop(): Promise<void> {
    if (!this.hasEnded) {
      const ended = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      await ended;
    }
    rmSync(this.state, { recursive: true, force: true });
  }

  private get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private async answers(): Promise<boolean> {
    if (this.hasEnded) throw new Error(`the portal at ${this.url} ended`);
    try {
      const { ok } = await fetch(`${this.url}/.backstage/health/v1/readiness`, {
        signal: AbortSignal.timeout(2_000),
      });
      return ok;
    } catch {
      return false;
    }
  }
}
