/** The agent as a Job runs it: a process with settings, mounted Secrets, and MySQL’s programs on its path. */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  type FoundArtifact,
  type ProgressLine,
  type S3Access,
} from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { until } from '../conformance/until';
import { agentBundle } from './agentBundle';
import { agentEnvironment } from './agentEnvironment';
import { peakOf } from './peakOf';

/** A line that the agent wrote. */
type Line = Partial<ProgressLine> & {
  readonly result?: Readonly<Record<string, string | number>>;
  readonly error?: string;
  readonly damaged?: boolean;
  readonly artifact?: FoundArtifact;
};

const sampleEveryMs = 50;

/** One run. */
export class AgentProcess {
  readonly lines: Line[] = [];
  /** The most memory that its own process held, by the kernel’s own count. */
  peakBytes = 0;
  private words = '';

  private constructor(private readonly child: ChildProcess) {
    const sampler = setInterval(() => {
      this.peakBytes = Math.max(this.peakBytes, peakOf(child.pid));
    }, sampleEveryMs);
    child.once('exit', () => clearInterval(sampler));
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
    const child = spawn(
      'setpriv',
      ['--pdeathsig', 'KILL', '--', process.execPath, agentBundle()],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: agentEnvironment(settings, store),
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
