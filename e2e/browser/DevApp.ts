import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { until } from '../cluster/until';

const ROOT = resolve(__dirname, '../..');

/** Which of the plugin's own apps, and where. */
export interface DevAppOptions {
  /** Below plugins/mysql-ha-frontend, without its extension. */
  readonly entrypoint: string;
  readonly port: number;
}

/** One of the plugin's own apps over canned clusters, compiled and served as its `yarn start` does. */
export class DevApp {
  private constructor(
    private readonly child: ChildProcess,
    /** Where it is. */
    readonly url: string,
  ) {}

  /** Compiles an app and serves it. */
  static async start({ entrypoint, port }: DevAppOptions): Promise<DevApp> {
    const url = `http://localhost:${port}`;
    const logs = join(ROOT, '.local', 'e2e-logs');
    mkdirSync(logs, { recursive: true });
    const log = openSync(join(logs, `app-${port}.log`), 'w');
    const child = spawn(
      process.execPath,
      [
        // It stops by itself when this process is gone.
        '--require',
        join(ROOT, 'scripts/portal/endWithStarter.cjs'),
        join(ROOT, 'node_modules/@backstage/cli/bin/backstage-cli'),
        ...['package', 'start', '--entrypoint', entrypoint],
      ],
      {
        cwd: join(ROOT, 'plugins/mysql-ha-frontend'),
        env: {
          ...process.env,
          NODE_ENV: 'development',
          BROWSER: 'none',
          // inotify's instances are few: https://man7.org/linux/man-pages/man7/inotify.7.html
          CHOKIDAR_USEPOLLING: 'true',
          APP_CONFIG_app_baseUrl: url,
        },
        stdio: ['ignore', log, log, 'pipe'],
      },
    );
    closeSync(log);
    const app = new DevApp(child, url);
    try {
      await until(`the app answers at ${url}`, () => app.answers(), {
        seconds: 120,
        describe: () => `see ${join(logs, `app-${port}.log`)}`,
      });
    } catch (failure) {
      await app.stop();
      throw failure;
    }
    return app;
  }

  /** Ends it. */
  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }

  private get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** The server holds a request back until the app is compiled. */
  private async answers(): Promise<boolean> {
    if (this.hasEnded) throw new Error(`the app at ${this.url} ended`);
    try {
      const { ok } = await fetch(this.url, {
        headers: { accept: 'text/html' },
        signal: AbortSignal.timeout(60_000),
      });
      return ok;
    } catch {
      return false;
    }
  }
}
