import { VirtualClock } from '../../mysql/inMemory';
import { FaultOf } from '../schedule';
import { SimulatedCluster } from '../SimulatedCluster';
import { Lasting } from './Lasting';

/** What people do, to the engine's advantage or not. */
export class PeopleFaults {
  /** Somebody wrote where nobody may. */
  wroteByHand = false;
  /** Somebody let clients in where nobody may write. */
  everOpenedByHand = false;
  /** Instances that somebody made writable. */
  readonly openedByHand = new Set<string>();

  constructor(
    private readonly cluster: SimulatedCluster,
    private readonly clock: VirtualClock,
    private readonly lasting: Lasting,
  ) {}

  /** Somebody makes a replica writable; where nothing is, nobody writes. */
  open(name: string, writes: boolean): boolean {
    const { process, disk } = this.cluster.world.server(name);
    const { synchronous } = this.cluster.status;
    const isMember = synchronous?.members.includes(name) === true;
    if (!process || process.frozen || this.wroteByHand || !isMember) {
      return false;
    }
    if (disk.logged.isEmpty()) return false;
    this.everOpenedByHand = true;
    this.openedByHand.add(name);
    process.makeWritable();
    if (writes) {
      this.wroteByHand = true;
      this.cluster.world.commit(name, { evenIfReadOnly: true });
    }
    return true;
  }

  /** Somebody asks for a MySQLOperation. */
  ask({ type, forMs }: FaultOf<'ask'>, target: string): void {
    const ask = (asked: string) =>
      this.cluster.api.ask(
        {
          type: asked,
          // All instances take new passwords.
          ...(asked === 'RotatePasswords' ? {} : { target }),
          reason: 'a person asks for it',
        },
        new Date(this.clock.now()),
      );
    ask(type);
    if (type === 'Fence') this.lasting.later(forMs, () => ask('Unfence'));
  }

  /** Somebody empties a node. */
  cordon(name: string, forMs: number): void {
    const mark = (nodeDrained: boolean) => {
      const pod = this.cluster.api.state.pods.get(name);
      if (pod) this.cluster.api.putPod(name, { ...pod, nodeDrained });
    };
    mark(true);
    this.lasting.later(forMs, () => mark(false));
  }

  scale(instances: number): boolean {
    const { api } = this.cluster;
    if (api.state.cluster.spec.instances === instances) return false;
    api.changeSpec({ instances });
    return true;
  }

  /** Somebody changes what pods are made from. */
  rollOut(): void {
    for (const { uid } of this.cluster.api.state.pods.values()) {
      this.cluster.outdated.add(uid);
    }
  }

  /** A client runs CREATE USER: while that waits nobody can log in. */
  createUser(primary: string): void {
    this.cluster.world.commit(primary, {
      change: {
        kind: 'account',
        username: 'late',
        password: '',
        database: 'late',
      },
    });
  }

  /** The owner of the scheduled event enables or disables it. */
  alterEvent(primary: string, enabled: boolean): boolean {
    const { event, world } = this.cluster;
    event?.alter(world, primary, enabled);
    return event !== undefined;
  }

  /** Somebody removes the MySQL outside from the spec. */
  detach(): boolean {
    if (!this.cluster.isFollowing) return false;
    this.cluster.api.changeSpec({ externalSource: null });
    return true;
  }
}
