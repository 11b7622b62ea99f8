/** The agent as a Job runs it: a process with settings, mounted Secrets, and MySQL’s programs on its path. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type FoundArtifact,
  type ProgressLine,
  type S3Access,
} from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { tempFolder } from '../conformance/tempFolder';
import { until } from '../conformance/until';
import { rootfsPrograms } from './programs';

const root = resolve(__dirname, '../..');

/** A line that the agent wrote. */
type Line = Partial<ProgressLine> & {
  readonly result?: Readonly<Record<string, string | number>>;
  readonly error?: string;
  readonly damaged?: boolean;
  readonly artifact?: FoundArtifact;
};

/** One run. */
export class AgentProcess {
  readonly lines: Line[] = [];
  private words = '';

  private constructor(private readonly child: ChildProcess) {
    let rest = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      this.lines.push(...lines.map(line => JSON.parse(line)));
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.words += text;
    });
  }

  /** Starts it. The password of MySQL is empty. */
  static start(settings: object, store: S3Access): AgentProcess {
    const folder = tempFolder();
    const path = join(folder, 'settings.json');
    writeFileSync(path, JSON.stringify(settings));
    for (const [secret, keys] of Object.entries({
      mysql: { username: 'admin', password: '' },
      store: {
        accessKeyId: store.accessKeyId,
        secretAccessKey: store.secretAccessKey,
      },
    })) {
      mkdirSync(join(folder, secret));
      for (const [key, value] of Object.entries(keys))
        writeFileSync(join(folder, secret, key), value);
    }
    const child = spawn(
      'setpriv',
      [
        ...['--pdeathsig', 'KILL', '--', process.execPath, '--require'],
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        join(root, 'plugins/mysql-ha-agent/src/bin.ts'),
      ],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          PATH: `${programFolder(folder)}:${process.env.PATH}`,
          MYSQLHA_SETTINGS: path,
          MYSQLHA_SECRETS: folder,
        },
      },
    );
    return new AgentProcess(child);
  }

  /** Waits until it is in a step. */
  async reaches(step: RegExp): Promise<void> {
    await until(
      `the agent reaches ${step}`,
      () => {
        if (this.ended) throw new Error(`it ended: ${this.told()}`);
        return this.lines.some(line => step.test(line.step ?? ''));
      },
      240_000,
    );
  }

  /** Waits for its end. @returns its last line */
  async result(): Promise<Line> {
    await until('the agent ends', () => this.ended, 240_000);
    const last = this.lines[this.lines.length - 1];
    if (!last) throw new Error(`it said nothing: ${this.words}`);
    return last;
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.child.kill(signal);
    await until('the agent ended', () => this.ended, 60_000);
  }

  private get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private told(): string {
    return JSON.stringify(this.lines.slice(-1)) + this.words.slice(-2000);
  }
}

/** A folder with MySQL’s programs, each through the image’s own loader. */
function programFolder(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const [name, { command, before = [], after = [] }] of Object.entries(
    rootfsPrograms(),
  )) {
    const words = (list: readonly string[]) =>
      list.map(word => `'${word}'`).join(' ');
    writeFileSync(
      join(bin, name),
      `#!/bin/sh\nexec ${words([command, ...before])} "$@" ${words(after)}\n`,
      { mode: 0o755 },
    );
  }
  return bin;
}
