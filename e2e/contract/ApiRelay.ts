import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const kubeconfigSchema = z.looseObject({
  clusters: z
    .array(
      z.looseObject({ cluster: z.looseObject({ server: z.string().url() }) }),
    )
    .min(1),
});

/** Stands between an adapter and the API server, so that a test can cut or freeze the way. */
export class ApiRelay {
  private readonly sockets = new Set<Socket>();
  private readonly folder = mkdtempSync(join(tmpdir(), 'relay-'));
  private state: 'open' | 'cut' | 'frozen' = 'open';

  private constructor(
    private readonly target: URL,
    private readonly server = createServer(socket => this.accept(socket)),
  ) {}

  /** Stands before the first cluster of the kubeconfig that `KUBECONFIG` names. */
  static async start(): Promise<{ relay: ApiRelay; kubeconfig: string }> {
    const original = kubeconfigSchema.parse(
      parse(readFileSync(process.env.KUBECONFIG ?? '', 'utf8')),
    );
    const [{ cluster }] = original.clusters;
    const relay = new ApiRelay(new URL(cluster.server));
    cluster.server = `https://127.0.0.1:${await relay.listen()}`;
    // Every API server's certificate has this name.
    cluster['tls-server-name'] = 'kubernetes.default.svc';
    const kubeconfig = join(relay.folder, 'kubeconfig');
    writeFileSync(kubeconfig, JSON.stringify(original), { mode: 0o600 });
    return { relay, kubeconfig };
  }

  /** Ends all connections and lets no new one through. */
  cut(): void {
    this.state = 'cut';
    this.sockets.forEach(socket => socket.destroy());
  }

  /** Keeps all connections and carries nothing any more. */
  freeze(): void {
    this.state = 'frozen';
    this.sockets.forEach(socket => socket.unpipe().pause());
  }

  /** Lets new connections through; frozen ones end. */
  restore(): void {
    this.cut();
    this.state = 'open';
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise(resolve => {
      this.server.close(resolve);
    });
    rmSync(this.folder, { recursive: true });
  }

  private async listen(): Promise<number> {
    await new Promise<void>(resolve => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
    const address = this.server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('the relay does not listen');
    }
    return address.port;
  }

  private accept(near: Socket): void {
    if (this.state === 'cut') {
      near.destroy();
      return;
    }
    this.keep(near);
    if (this.state === 'frozen') return;
    const far = this.keep(
      connect(Number(this.target.port || 443), this.target.hostname),
    );
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  }

  private keep(socket: Socket): Socket {
    this.sockets.add(socket);
    return socket
      .on('error', () => {})
      .on('close', () => this.sockets.delete(socket));
  }
}
