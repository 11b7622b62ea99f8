import {
  type AddressInfo,
  connect,
  createServer,
  type Server,
  type Socket,
} from 'node:net';

/** Of what arrives at a source and at its replicas. */
export type Direction = 'toSource' | 'toReplicas';

/**
 * Stands between a source and its replicas, and loses what goes in one direction: connections stay, as in a network of
 * which one way is broken. What was lost arrives when it is mended, since TCP sends it again.
 */
export class OneWayRelay {
  private readonly sockets = new Set<Socket>();
  private readonly delayed: (() => void)[] = [];
  private lost?: Direction;

  private constructor(
    private readonly sourcePort: number,
    private readonly server: Server,
  ) {
    server.on('connection', socket => this.accept(socket));
  }

  static async to(sourcePort: number): Promise<OneWayRelay> {
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new OneWayRelay(sourcePort, server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Loses what goes in this direction from now on. */
  lose(direction: Direction): void {
    this.lost = direction;
  }

  mend(): void {
    this.lost = undefined;
    for (const arrive of this.delayed.splice(0)) arrive();
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private accept(replica: Socket): void {
    const source = connect(this.sourcePort, '127.0.0.1');
    this.carry(replica, source, 'toSource');
    this.carry(source, replica, 'toReplicas');
  }

  private carry(from: Socket, to: Socket, direction: Direction): void {
    this.sockets.add(from);
    const pass = (arrive: () => void) => {
      if (this.lost === direction) this.delayed.push(arrive);
      else arrive();
    };
    from
      .on('error', () => undefined)
      .on('data', chunk => pass(() => to.write(chunk)))
      .on('end', () => pass(() => to.end()))
      .on('close', () => {
        this.sockets.delete(from);
        pass(() => to.destroy());
      });
  }
}
