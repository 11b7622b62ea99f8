import { Network } from './Network';
import { Server } from './Server';

/** The supervisor's own decision: clients are cut off when neither the API server nor any peer can be reached. */
export class SelfFence {
  constructor(
    private readonly network: Network,
    private readonly afterMs: number,
    private readonly kill: (server: Server) => void,
  ) {}

  /** Looks at one server and its peers. The engine alone lifts the fence. */
  look(server: Server, peers: readonly Server[], now: number): void {
    const reached =
      this.network.isWhole ||
      this.network.connects(server.name, 'kubernetes') ||
      peers.some(({ name }) => this.network.connects(server.name, name));
    if (reached || peers.length === 0) {
      server.isolatedSince = undefined;
      server.selfFenced = false;
      return;
    }
    server.isolatedSince ??= now;
    if (!server.selfFenced && now >= server.isolatedSince + this.afterMs) {
      server.selfFenced = true;
      this.cutOff(server);
    }
  }

  /** When time alone makes it fence. */
  dueAt({ isolatedSince }: Server): number | undefined {
    return isolatedSince === undefined
      ? undefined
      : isolatedSince + this.afterMs;
  }

  /**
   * One that can't be asked is killed, and comes back read-only: a frozen one, and one whose account statement waits,
   * behind which `offline_mode` hangs.
   */
  private cutOff(server: Server): void {
    if (server.process?.frozen || server.process?.semiSync.blocksLogins) {
      this.kill(server);
    } else {
      server.process?.setOfflineMode();
    }
  }
}
