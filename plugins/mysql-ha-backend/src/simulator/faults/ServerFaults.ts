import { VirtualClock } from '../../mysql/inMemory';
import { FaultOf } from '../schedule';
import { SimulatedCluster } from '../SimulatedCluster';
import { Lasting } from './Lasting';
import { NetworkFaults } from './NetworkFaults';
import { Targets } from './Targets';

/** How long an instance stays slow, in milliseconds. */
const SLOW_MS = 10_000;

/** What befalls instances: their mysqlds, volumes and machines. */
export class ServerFaults {
  constructor(
    private readonly options: {
      readonly cluster: SimulatedCluster;
      readonly clock: VirtualClock;
      readonly targets: Targets;
      readonly network: NetworkFaults;
      readonly lasting: Lasting;
      /** Whether losing one volume now leaves each acknowledged commit on as many others as promised. */
      readonly mayLose: (name: string) => boolean;
    },
  ) {}

  /** mysqld is killed, or its machine loses power. */
  end(fault: FaultOf<'kill' | 'losePower'>): boolean {
    const { cluster, targets, network, lasting } = this.options;
    const { world } = cluster;
    const all = cluster.servers().map(({ name }) => name);
    const one = fault.of === 'all' ? undefined : targets.instance(fault.of);
    const named = one === undefined ? [] : [one];
    const names = fault.of === 'all' ? all : named;
    for (const name of names) {
      cluster.pods.holdDown(name);
      if (fault.kind === 'kill') {
        world.crash(name, { restart: false });
      } else {
        world.losePower(name, { restart: false });
        // Its machine is silent: nobody sends a reset.
        network.isolate(name, fault.forMs);
      }
    }
    lasting.later(fault.forMs, () =>
      names.forEach(name => cluster.pods.letUp(name)),
    );
    return names.length > 0;
  }

  freeze(name: string, forMs: number): void {
    const { cluster, lasting } = this.options;
    cluster.world.freeze(name);
    lasting.later(forMs, () => cluster.world.thaw(name));
  }

  wipe(name: string): boolean {
    const { cluster, clock, mayLose } = this.options;
    if (!mayLose(name)) return false;
    cluster.world.crash(name, { restart: false });
    cluster.world.server(name).disk.wipe();
    clock.after(1_000, () => cluster.pods.letUp(name));
    return true;
  }

  fillDisk(name: string, forMs: number): void {
    const { cluster, lasting } = this.options;
    cluster.world.fillDisk(name);
    lasting.later(forMs, () => cluster.world.freeDisk(name));
  }

  holdApplier(name: string, forMs: number): void {
    const { cluster, lasting } = this.options;
    const server = cluster.world.server(name);
    server.applierHeld = true;
    lasting.later(forMs, () => {
      server.applierHeld = false;
      cluster.world.settle();
    });
  }

  slow(name: string, pace: FaultOf<'slow'>): void {
    const { cluster, lasting } = this.options;
    const server = cluster.world.server(name);
    server.setPace(pace);
    lasting.later(SLOW_MS, () => server.setPace({ receiveMs: 1, applyMs: 1 }));
  }
}
