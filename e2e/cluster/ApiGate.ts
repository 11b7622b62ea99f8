import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import {
  type IncomingMessage,
  type ServerResponse,
  createServer,
} from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { KubeConfig } from '@kubernetes/client-node';

/** A write of an operator, as the API server gets it. */
export interface ApiWrite {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly body: unknown;
}

/** When something is to happen: before the API server gets a write, or after that, before the operator gets the answer. */
export type Moment = 'before' | 'after';

/** Is told of a write at both moments. @returns whether it, or its answer, is let through */
export type WriteListener = (
  write: ApiWrite,
  moment: Moment,
) => Promise<boolean>;

/**
 * The way of operators to the API server, on which a test can stop one at a certain write: just before that is done, or when it
 * is done and the operator does not know it yet. Whoever asks here has this process’s rights, so it asks for a token.
 */
export class ApiGate {
  private readonly folder = mkdtempSync(join(tmpdir(), 'gate-'));
  private readonly token = randomBytes(24).toString('hex');
  // As in the adapter: idle connections end before the API server ends them.
  private readonly agent = new Agent({ keepAlive: true, timeout: 60_000 });
  // Operators end theirs after a minute.
  private readonly server = createServer(
    { keepAliveTimeout: 120_000 },
    (near, answer) => {
      this.carry(near, answer).catch(() => answer.destroy());
    },
  );
  private listener: WriteListener = async () => true;

  private constructor(
    private readonly target: URL,
    private readonly credentials: RequestOptions,
  ) {}

  /** Opens a way to the cluster that KUBECONFIG names. */
  static async open(): Promise<ApiGate> {
    const config = new KubeConfig();
    config.loadFromDefault();
    const credentials: RequestOptions = {};
    await config.applyToHTTPSOptions(credentials);
    const { server } = config.getCurrentCluster() ?? {};
    const gate = new ApiGate(new URL(server ?? ''), credentials);
    await new Promise<void>(resolve => {
      gate.server.listen(0, '127.0.0.1', resolve);
    });
    writeFileSync(gate.kubeconfig, JSON.stringify(gate.asKubeconfig()), {
      mode: 0o600,
    });
    return gate;
  }

  /** For operators. */
  get kubeconfig(): string {
    return join(this.folder, 'kubeconfig');
  }

  /** Has all further writes told. */
  onWrite(listener: WriteListener): void {
    this.listener = listener;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => {
      this.server.close(resolve);
    });
    this.agent.destroy();
    rmSync(this.folder, { recursive: true });
  }

  private async carry(
    near: IncomingMessage,
    answer: ServerResponse,
  ): Promise<void> {
    if (near.headers.authorization !== `Bearer ${this.token}`) {
      answer.writeHead(401).end();
      return;
    }
    if (near.method === 'GET') {
      const far = await this.send(near, undefined, answer);
      answer.writeHead(far.statusCode ?? 502, far.headers);
      // A watch says nothing for long, and the operator waits for its head.
      answer.flushHeaders();
      far.pipe(answer).on('error', () => far.destroy());
      return;
    }
    const body = await buffer(near);
    const write: ApiWrite = {
      method: near.method ?? '',
      path: new URL(near.url ?? '', this.target).pathname,
      body: parsed(body),
    };
    if (!(await this.listener(write, 'before'))) {
      answer.destroy();
      return;
    }
    const far = await this.send(near, body, answer);
    const said = await buffer(far);
    if (await this.listener(write, 'after'))
      answer.writeHead(far.statusCode ?? 502, far.headers).end(said);
    else answer.destroy();
  }

  private send(
    { method, url, headers }: IncomingMessage,
    body: Buffer | undefined,
    answer: ServerResponse,
  ): Promise<IncomingMessage> {
    const { authorization: _, host: __, connection: ___, ...rest } = headers;
    return new Promise((resolve, reject) => {
      const far = request(new URL(url ?? '', this.target), {
        ...this.credentials,
        agent: this.agent,
        method,
        headers: { ...rest, ...this.credentials.headers },
      });
      far.on('response', resolve).on('error', reject).end(body);
      answer.on('close', () => {
        if (!answer.writableFinished && body === undefined) far.destroy();
      });
    });
  }

  private asKubeconfig(): object {
    const address = this.server.address();
    if (address === null || typeof address === 'string')
      throw new Error('the gate does not listen');
    const server = `http://127.0.0.1:${address.port}`;
    return {
      ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'gate' },
      clusters: [
        {
          name: 'gate',
          cluster: { server, 'insecure-skip-tls-verify': true },
        },
      ],
      users: [{ name: 'operator', user: { token: this.token } }],
      contexts: [
        { name: 'gate', context: { cluster: 'gate', user: 'operator' } },
      ],
    };
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
