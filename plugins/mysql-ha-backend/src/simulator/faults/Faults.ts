import { VirtualClock } from '../../mysql/inMemory';
import { Operators } from '../Operators';
import { specRelay } from '../relays';
import { Fault, Target } from '../schedule';
import { SimulatedCluster } from '../SimulatedCluster';
import { Random } from '../time';
import { Lasting } from './Lasting';
import { NetworkFaults } from './NetworkFaults';
import { OperatorFaults } from './OperatorFaults';
import { PeopleFaults } from './PeopleFaults';
import { ServerFaults } from './ServerFaults';
import { Targets } from './Targets';

/** Lets faults happen, and ends them. */
export class Faults {
  private readonly lasting: Lasting;
  private readonly targets: Targets;
  private readonly network: NetworkFaults;
  private readonly servers: ServerFaults;
  private readonly people: PeopleFaults;
  private readonly ofOperators: OperatorFaults;

  constructor(
    private readonly cluster: SimulatedCluster,
    private readonly operators: Operators,
    clock: VirtualClock,
    random: Random,
    mayLose: (name: string) => boolean,
  ) {
    const lasting = new Lasting(clock);
    const targets = new Targets(cluster, operators, random);
    const network = new NetworkFaults(cluster, operators, targets, lasting);
    this.lasting = lasting;
    this.targets = targets;
    this.network = network;
    this.servers = new ServerFaults({
      ...{ cluster, clock, targets, network, lasting, mayLose },
    });
    this.people = new PeopleFaults(cluster, clock, lasting);
    this.ofOperators = new OperatorFaults(operators, clock, network, lasting);
  }

  /** Somebody let clients in where nobody may write. */
  get everOpenedByHand(): boolean {
    return this.people.everOpenedByHand;
  }

  /** Instances that somebody made writable. */
  get openedByHand(): Set<string> {
    return this.people.openedByHand;
  }

  /** A history that somebody wrote by hand may leave no member that holds all: then a person must choose. */
  get mayNeedPerson(): boolean {
    return this.people.wroteByHand;
  }

  /** How many operators were hurt at a step that they took beside the loop. */
  get sprung(): number {
    return this.ofOperators.sprung;
  }

  /** @returns whether it happened: some are impossible at the time, or beyond what is promised */
  apply(fault: Fault): boolean {
    const { servers, people, ofOperators } = this;
    switch (fault.kind) {
      case 'kill':
      case 'losePower':
        return servers.end(fault);
      case 'freeze':
        return this.on(fault.of, name => servers.freeze(name, fault.forMs));
      case 'isolate':
        return this.on(fault.of, name =>
          this.network.isolate(name, fault.forMs),
        );
      case 'cut':
        return this.network.between(fault);
      case 'wipe':
        return this.on(fault.of, name => servers.wipe(name));
      case 'fillDisk':
        return this.on(fault.of, name => servers.fillDisk(name, fault.forMs));
      case 'holdApplier':
        return this.on(fault.of, name =>
          servers.holdApplier(name, fault.forMs),
        );
      case 'slow':
        return this.on(fault.of, name => servers.slow(name, fault));
      case 'deletePod':
        return this.on(fault.of, name => this.cluster.pods.delete(name));
      case 'scale':
        return people.scale(fault.to);
      case 'rollOut':
        people.rollOut();
        return true;
      case 'createUser':
        return this.on('primary', name => people.createUser(name));
      case 'openByHand':
        return this.on(fault.of, name => people.open(name, fault.writes));
      case 'ask':
        return this.on(fault.of, name => people.ask(fault, name));
      case 'cordon':
        return this.on(fault.of, name => people.cordon(name, fault.forMs));
      case 'alterEvent':
        return this.on('primary', name =>
          people.alterEvent(name, fault.enabled),
        );
      case 'placeRelays':
        this.cluster.api.changeSpec({ relay: specRelay(fault.relays) });
        return true;
      case 'detach':
        return people.detach();
      case 'stallOperator':
        return ofOperators.stall(fault.forMs);
      case 'killOperator':
        return ofOperators.kill(fault.forMs);
      case 'jumpClock':
        this.operators.jumpClock(fault.byMs);
        return true;
      case 'delayCommands':
        ofOperators.delayCommands(fault.ms, fault.forMs);
        return true;
      case 'ambush':
        ofOperators.ambush(fault);
        return true;
      default:
        throw new Error(`unknown fault ${String(fault satisfies never)}`);
    }
  }

  /** Ends all that lasts, and brings everybody near. */
  mend(): void {
    this.ofOperators.mend();
    this.lasting.mend();
    this.cluster
      .servers()
      .forEach(server => server.setPace({ receiveMs: 1, applyMs: 1 }));
  }

  private on(of: Target, action: (name: string) => boolean | void): boolean {
    const name = this.targets.instance(of);
    return name !== undefined && action(name) !== false;
  }
}
