import { KubernetesObject } from '../kubernetes';
import { GtidSet } from '../mysql';
import { MySqlWorld, Server } from '../mysql/inMemory';
import { secretData } from '../resources';

const NAMESPACE = 'elsewhere';
const SOURCE = 'outside-0';
const ITS_REPLICA = 'outside-1';

/** How long a transaction takes to the replica outside, in milliseconds: a nearer follower would be faster. */
const ITS_PACE = { receiveMs: 400, applyMs: 0 };

/**
 * A MySQL outside that the cluster follows, with a replica of its own that it waits for: what it tells its clients OK for is
 * there, whoever else receives from it.
 */
export class Outside {
  readonly name = SOURCE;
  /** The Secret with its login. */
  readonly login: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'outside-login' },
    data: secretData({ username: 'repl', password: 'secret' }),
  };
  private readonly source: Server;
  private readonly itsReplica: Server;

  constructor(private readonly world: MySqlWorld) {
    this.source = world.addServer({ name: SOURCE, namespace: NAMESPACE });
    this.itsReplica = world.addServer({
      name: ITS_REPLICA,
      namespace: NAMESPACE,
    });
    world.formCluster({
      primary: SOURCE,
      replicas: [ITS_REPLICA],
      waitFor: 1,
    });
    this.itsReplica.setPace(ITS_PACE);
  }

  get host(): string {
    return this.source.host;
  }

  get executed(): GtidSet {
    return this.source.process?.executed ?? GtidSet.EMPTY;
  }

  /** A server of the cluster receives from it, or from another that does, and acknowledges to nobody. */
  isFollowedBy(server: Server, source = this.host): void {
    const { disk, process } = server;
    disk.channel = { host: source, port: 3306, user: 'repl' };
    if (!process) return;
    process.applierOn = true;
    process.receiver.start();
    this.world.settle();
  }

  /**
   * Looked at when a client outside is told OK.
   * @returns how it is broken, as a sentence
   */
  brokenWord(gtid: GtidSet): string | undefined {
    const { logged, received } = this.itsReplica.disk;
    return logged.contains(gtid) || received.contains(gtid)
      ? undefined
      : `a client outside was told OK for ${gtid}, which its replica there does not have`;
  }
}
