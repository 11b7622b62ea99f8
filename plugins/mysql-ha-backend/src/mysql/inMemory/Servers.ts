import { GtidSet } from '../gtid';
import { Server } from './Server';

/** The servers of a world, by pod name and by host name. */
export class Servers {
  private readonly byName = new Map<string, Server>();

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
    return server;
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
    return [...this.byName.values()];
  }

  atHost(host: string): Server | undefined {
    return this.all().find(server => server.host === host);
  }

  /** The others of the same cluster. */
  peersOf({ name, namespace }: Server): readonly Server[] {
    return this.all().filter(
      other =>
        other.name !== name &&
        other.namespace === namespace &&
        clusterOf(other.name) === clusterOf(name),
    );
  }
}

function clusterOf(name: string): string {
  return name.replace(/-\d+$/, '');
}
