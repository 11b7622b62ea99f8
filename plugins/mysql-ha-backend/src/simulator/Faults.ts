import { Change, VirtualClock } from '../mysql/inMemory';
import { instanceName } from '../resources';
import { bothWays, Cut, Cuts } from './Cuts';
import { KEY } from './names';
import { Operators } from './Operators';
import { specRelay } from './relays';
import { Fault, Party, Target } from './schedule';
import { SimulatedCluster } from './SimulatedCluster';
import { Random } from './time';

const CREATE_USER: Change = {
  kind: 'account',
  username: 'late',
  password: '',
  database: 'late',
};

/** Lets faults happen, and ends them. */
export class Faults {
  private readonly cuts: Cuts;
  /** What ends the faults that last, so that all can be mended at once. */
  private readonly lasting = new Set<() => void>();
  /** Somebody wrote where nobody may. */
  private wroteByHand = false;
  /** Somebody let clients in where nobody may write. */
  everOpenedByHand = false;
  /** Instances that somebody made writable. */
  readonly openedByHand = new Set<string>();

  constructor(
    private readonly cluster: SimulatedCluster,
    private readonly operators: Operators,
    private readonly clock: VirtualClock,
    private readonly random: Random,
    /** Whether losing one volume now leaves each acknowledged commit on as many others as promised. */
    private readonly mayLose: (name: string) => boolean,
  ) {
    this.cuts = new Cuts(cluster.world.network);
  }

  /** @returns whether it happened: some are impossible at the time, or beyond what is promised */
  apply(fault: Fault): boolean {
    const { world } = this.cluster;
    switch (fault.kind) {
      case 'kill':
      case 'losePower':
        return this.end(fault);
      case 'freeze':
        return this.on(fault.of, name => {
          world.freeze(name);
          this.later(fault.forMs, () => world.thaw(name));
        });
      case 'isolate':
        return this.on(fault.of, name =>
          this.cut(bothWays(name, this.parties()), fault.forMs),
        );
      case 'cut':
        return this.cutBetween(fault);
      case 'wipe':
        return this.on(fault.of, name => this.wipe(name));
      case 'fillDisk':
        return this.on(fault.of, name => {
          world.fillDisk(name);
          this.later(fault.forMs, () => world.freeDisk(name));
        });
      case 'holdApplier':
        return this.on(fault.of, name => {
          const server = world.server(name);
          server.applierHeld = true;
          this.later(fault.forMs, () => {
            server.applierHeld = false;
            world.settle();
          });
        });
      case 'slow':
        return this.on(fault.of, name => {
          world.server(name).setPace(fault);
          this.later(10_000, () =>
            world.server(name).setPace({ receiveMs: 1, applyMs: 1 }),
          );
        });
      case 'deletePod':
        return this.on(fault.of, name => this.cluster.deletePod(name));
      case 'scale':
        if (this.cluster.api.state.cluster.spec.instances === fault.to) {
          return false;
        }
        this.cluster.api.changeSpec({ instances: fault.to });
        return true;
      case 'rollOut':
        for (const { uid } of this.cluster.api.state.pods.values()) {
          this.cluster.outdated.add(uid);
        }
        return true;
      case 'createUser':
        return this.on('primary', name => this.commit(name, CREATE_USER));
      case 'openByHand':
        return this.on(fault.of, name => this.open(name, fault.writes));
      case 'ask':
        return this.on(fault.of, name => this.ask(fault, name));
      case 'cordon':
        return this.on(fault.of, name => this.cordon(name, fault.forMs));
      case 'stallOperator': {
        const end = this.operators.stall();
        if (end) this.later(fault.forMs, end);
        return end !== undefined;
      }
      case 'killOperator': {
        const end = this.operators.kill();
        if (end) this.later(fault.forMs, end);
        return end !== undefined;
      }
      case 'jumpClock':
        this.operators.jumpClock(fault.byMs);
        return true;
      case 'placeRelays':
        this.cluster.api.changeSpec({ relay: specRelay(fault.relays) });
        return true;
      case 'detach':
        if (!this.cluster.isFollowing) return false;
        this.cluster.api.changeSpec({ externalSource: null });
        return true;
      case 'delayCommands':
        this.operators.slowestMs = fault.ms;
        this.later(fault.forMs, () => {
          this.operators.slowestMs = 0;
        });
        return true;
      default:
        throw new Error(`unknown fault ${String(fault satisfies never)}`);
    }
  }

  /** Ends all that lasts, and brings everybody near. */
  mend(): void {
    [...this.lasting].forEach(end => end());
    this.cluster
      .servers()
      .forEach(server => server.setPace({ receiveMs: 1, applyMs: 1 }));
  }

  /** A history that somebody wrote by hand may leave no member that holds all: then a person must choose. */
  get mayNeedPerson(): boolean {
    return this.wroteByHand;
  }

  /** The instance that is meant, if there is such a one. */
  instance(of: Target): string | undefined {
    const { status, world } = this.cluster;
    if (of === 'primary') return status.primary;
    if (of === 'replica') {
      const others = [...this.cluster.api.state.pods.keys()].filter(
        name => name !== status.primary,
      );
      return others.length > 0 ? this.random.pick(others) : undefined;
    }
    const name = instanceName(KEY, of);
    return world.has(name) ? name : undefined;
  }

  private on(of: Target, action: (name: string) => boolean | void): boolean {
    const name = this.instance(of);
    return name !== undefined && action(name) !== false;
  }

  private end(fault: Extract<Fault, { kind: 'kill' | 'losePower' }>): boolean {
    const { world } = this.cluster;
    const all = this.cluster.servers().map(({ name }) => name);
    const one = fault.of === 'all' ? undefined : this.instance(fault.of);
    const named = one === undefined ? [] : [one];
    const names = fault.of === 'all' ? all : named;
    for (const name of names) {
      this.cluster.holdDown(name);
      if (fault.kind === 'kill') {
        world.crash(name, { restart: false });
      } else {
        world.losePower(name, { restart: false });
        // Its machine is silent: nobody sends a reset.
        this.cut(bothWays(name, this.parties()), fault.forMs);
      }
    }
    this.later(fault.forMs, () =>
      names.forEach(name => this.cluster.letUp(name)),
    );
    return names.length > 0;
  }

  private wipe(name: string): boolean {
    if (!this.mayLose(name)) return false;
    const { world } = this.cluster;
    world.crash(name, { restart: false });
    world.server(name).disk.wipe();
    this.clock.after(1_000, () => this.cluster.letUp(name));
    return true;
  }

  private open(name: string, writes: boolean): boolean {
    const { process } = this.cluster.world.server(name);
    const { synchronous } = this.cluster.status;
    const isMember = synchronous?.members.includes(name) === true;
    if (!process || process.frozen || this.wroteByHand || !isMember) {
      return false;
    }
    this.everOpenedByHand = true;
    this.openedByHand.add(name);
    process.makeWritable();
    if (writes) {
      this.wroteByHand = true;
      this.cluster.world.commit(name, { evenIfReadOnly: true });
    }
    return true;
  }

  private ask(
    { type, forMs }: Extract<Fault, { kind: 'ask' }>,
    target: string,
  ): void {
    const ask = (asked: string) =>
      this.cluster.api.ask(
        { type: asked, target, reason: 'a person asks for it' },
        new Date(this.clock.now()),
      );
    ask(type);
    if (type === 'Fence') this.later(forMs, () => ask('Unfence'));
  }

  private cordon(name: string, forMs: number): boolean {
    const mark = (nodeDrained: boolean) => {
      const pod = this.cluster.api.state.pods.get(name);
      if (pod) this.cluster.api.putPod(name, { ...pod, nodeDrained });
    };
    mark(true);
    this.later(forMs, () => mark(false));
    return true;
  }

  private commit(name: string, change: Change): void {
    this.cluster.world.commit(name, { change });
  }

  private cutBetween(fault: Extract<Fault, { kind: 'cut' }>): boolean {
    const from = this.party(fault.from);
    const to = this.party(fault.to);
    if (!from || !to || from === to) return false;
    this.cut(fault.oneWay ? [{ from, to }] : bothWays(from, [to]), fault.forMs);
    return true;
  }

  private cut(cuts: readonly Cut[], forMs: number): void {
    const end = this.cuts.add(cuts);
    this.cluster.world.settle();
    this.later(forMs, () => {
      end();
      this.cluster.world.settle();
      this.cluster.reconcile();
      this.operators.poke();
    });
  }

  private party(party: Party): string | undefined {
    if (party === 'operator') return this.operators.leader?.process.name;
    if (party === 'kubernetes' || party === 'clients') return party;
    return this.instance(party);
  }

  private parties(): readonly string[] {
    return [
      ...this.cluster.servers().map(({ name }) => name),
      ...this.operators.names,
      'kubernetes',
      'clients',
      'kubelet',
      ...(this.cluster.outside ? [this.cluster.outside.name] : []),
    ];
  }

  private later(ms: number, end: () => void): void {
    let ended = false;
    const once = () => {
      if (ended) return;
      ended = true;
      this.lasting.delete(once);
      end();
    };
    this.lasting.add(once);
    this.clock.after(ms, once);
  }
}
