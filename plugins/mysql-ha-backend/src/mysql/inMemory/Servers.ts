import { GtidSet } from '../gtid';
import { Server } from './Server';

/** The servers of a world, by pod name and by host name. */
export class Servers {
  private readonly byName = new Map<string, Server>();
  private readonly byHost = new Map<string, Server>();
  private list: readonly Server[] = [];
  private peers = new Map<Server, readonly Server[]>();

  add(options: {
    readonly name: string;
    readonly namespace?: string;
    readonly executed?: string;
  }): Server {
    const { name, namespace = 'shop', executed = '' } = options;
    const number = this.byName.size + 1;
    const server = new Server(
      namespace,
      name,
      `${name}.${clusterOf(name)}-instances.${namespace}.svc`,
      number,
      `00000000-0000-0000-0000-${String(number).padStart(12, '0')}`,
      GtidSet.parse(executed),
    );
    this.byName.set(name, server);
    this.byHost.set(server.host, server);
    this.list = [...this.byName.values()];
    this.peers = new Map();
    return server;
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  /** @throws Error when there is none of this name */
  get(name: string): Server {
    const server = this.byName.get(name);
    if (!server) {
      throw new Error(`the model has no server ${name}`);
    }
    return server;
  }

  all(): readonly Server[] {
    return this.list;
  }

  atHost(host: string): Server | undefined {
    return this.byHost.get(host);
  }

  /** The others of the same cluster. */
  peersOf(server: Server): readonly Server[] {
    const known = this.peers.get(server);
    if (known) return known;
    const { name, namespace } = server;
    const found = this.list.filter(
      other =>
        other.name !== name &&
        other.namespace === namespace &&
        clusterOf(other.name) === clusterOf(name),
    );
    this.peers.set(server, found);
    return found;
  }
}

function clusterOf(name: string): string {
  return name.replace(/-\d+$/, '');
}
