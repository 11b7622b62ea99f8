import { Change, MySqlWorld, Server, VirtualClock } from '../mysql/inMemory';
import { instanceName, instanceOrdinal } from '../resources';
import { SimulatedApiServer } from './kubernetes';
import { KEY } from './names';
import { newCluster } from './newCluster';
import { Plant } from './operator';
import { Outside } from './Outside';
import { OwnedEvent } from './OwnedEvent';
import { newSecrets, Passwords } from './Passwords';
import { newPod, Pods } from './Pods';
import { sourceWhenHealthy, specRelay } from './relays';
import { Schedule } from './schedule';

/** A large transaction, in bytes: clients write a few each second, to volumes of 10 GiB. */
const LARGE_BYTES = 100 * 2 ** 20;

/** A cluster that was healthy when the simulation began: its mysqlds, its objects in Kubernetes, and its pods. */
export class SimulatedCluster {
  readonly world: MySqlWorld;
  readonly api: SimulatedApiServer;
  readonly pods: Pods;
  /** What it follows, or followed. */
  readonly outside?: Outside;
  /** Where the schedule is about them. */
  readonly passwords?: Passwords;
  /** Where there is one. */
  readonly event?: OwnedEvent;
  /** Uids of pods that were made from an older template. */
  readonly outdated = new Set<string>();

  constructor(
    private readonly clock: VirtualClock,
    private readonly schedule: Schedule,
    plant: Plant,
  ) {
    const world = new MySqlWorld(clock, plant.timings, plant.behaviour);
    this.world = world;
    const names = range(schedule.instances).map(i => instanceName(KEY, i));
    names.forEach(name => world.addServer({ name }));
    const [primary, ...replicas] = names;
    const { promised, relays = [] } = schedule;
    const relay = specRelay(relays);
    const sourceOf = (name: string) =>
      sourceWhenHealthy(relay, name, primary, names);
    const members = names.filter(name => sourceOf(name) === primary);
    const isAlone = promised !== 'Async' && !schedule.follows;
    const waitFor = isAlone ? Math.floor(members.length / 2) : 0;
    if (schedule.follows) {
      this.outside = new Outside(world);
      this.outside.isFollowedBy(world.server(primary));
      for (const name of replicas) {
        const { host } = world.server(primary);
        this.outside.isFollowedBy(world.server(name), host);
      }
    } else {
      if (schedule.schedulesEvents) this.event = new OwnedEvent();
      this.beginWith(primary);
      world.formCluster({ primary, replicas, waitFor });
    }
    names
      .filter(name => !members.includes(name))
      .forEach(name => this.putBelow(name, sourceOf(name)));
    names.forEach(name => this.setPace(name));
    const synchronous = { members, waitFor, term: 1 };
    const cluster = newCluster(
      schedule,
      { primary, synchronous },
      this.outside,
    );
    const secrets = [
      ...(this.outside ? [this.outside.login] : []),
      ...(schedule.rotates ? newSecrets(cluster) : []),
    ];
    const api = new SimulatedApiServer({
      cluster,
      secrets: new Map(secrets.map(secret => [secret.metadata.name, secret])),
      pods: new Map(
        names.map((name, at) => [name, newPod(at + 1, name, clock.now())]),
      ),
      slices: new Map(),
      operations: new Map(),
    });
    this.api = api;
    const passwords = schedule.rotates
      ? new Passwords(world, api, clock)
      : undefined;
    this.passwords = passwords;
    this.pods = new Pods({
      ...{ world, api, clock, passwords },
      addServer: name => {
        world.addServer({ name });
        this.setPace(name);
      },
    });
  }

  get status() {
    return this.api.state.cluster.status;
  }

  /** It receives from a MySQL outside, and takes no writes. */
  get isFollowing(): boolean {
    return Boolean(this.api.state.cluster.spec.externalSource);
  }

  /** Its transactions are large. */
  get isHeavy(): boolean {
    return this.schedule.isHeavy ?? false;
  }

  /** What clients commit. */
  get row(): Change {
    return this.isHeavy ? { kind: 'row', bytes: LARGE_BYTES } : { kind: 'row' };
  }

  /** The servers that ever were. */
  servers(): readonly Server[] {
    return this.outside
      ? this.world.all().filter(({ namespace }) => namespace === KEY.namespace)
      : this.world.all();
  }

  private setPace(name: string): void {
    const { paces } = this.schedule;
    const ordinal = instanceOrdinal(KEY, name) ?? 0;
    this.world.server(name).setPace(paces[ordinal % paces.length]);
  }

  /** What a relay passes on is acknowledged by nobody. */
  private putBelow(name: string, source: string): void {
    const { disk, process } = this.world.server(name);
    if (!disk.channel || !process) return;
    disk.channel = { ...disk.channel, host: this.world.server(source).host };
    process.receiver.stop();
    process.semiSyncReplicaEnabled = false;
    process.receiver.start();
    this.world.settle();
  }

  /** What the engine wrote first, its schema and its term, and what the application did. */
  private beginWith(primary: string): void {
    const { process } = this.world.server(primary);
    const session = { ordinary: false, acknowledged() {}, cut() {} };
    const now = this.clock.now();
    process?.commit({ kind: 'schema' }, session, now);
    process?.commit(
      { kind: 'term', term: 1, primaryUuid: process.disk.uuid },
      session,
      now,
    );
    if (this.event) process?.commit(OwnedEvent.change(true), session, now);
  }
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}
