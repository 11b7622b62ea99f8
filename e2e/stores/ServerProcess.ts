import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { until } from '../conformance/until';

/** A server that a test started: it listens, and dies with the test process. */
export class ServerProcess {
  private output = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
  }

  /** Starts it and waits until it takes connections. @throws with what it wrote when it ends instead */
  static async start(
    command: readonly [string, ...string[]],
    port: number,
    env: Record<string, string> = {},
    host = '127.0.0.1',
  ): Promise<ServerProcess> {
    // setpriv: a server must not outlive a test process that was killed.
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...command], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    const server = new ServerProcess(child);
    await until(`${command[0]} listens`, () => {
      if (child.exitCode !== null)
        throw new Error(`it ended: ${server.output.slice(-2000)}`);
      return listens(port, host);
    });
    return server;
  }

  /** Ends it at once. */
  async end(): Promise<void> {
    this.child.kill('SIGKILL');
    await until(
      'it ended',
      () => this.child.signalCode !== null || this.child.exitCode !== null,
    );
  }
}

function listens(port: number, host: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve(true);
    }).on('error', () => resolve(false));
  });
}
