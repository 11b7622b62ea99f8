import { Operators } from '../Operators';
import { FaultOf } from '../schedule';
import { SimulatedCluster } from '../SimulatedCluster';
import { bothWays, Cut, Cuts } from './Cuts';
import { Lasting } from './Lasting';
import { Targets } from './Targets';

/** What befalls the network. */
export class NetworkFaults {
  private readonly cuts: Cuts;

  constructor(
    private readonly cluster: SimulatedCluster,
    private readonly operators: Operators,
    private readonly targets: Targets,
    private readonly lasting: Lasting,
  ) {
    this.cuts = new Cuts(cluster.world.network);
  }

  /** Nobody reaches it, and it reaches nobody. */
  isolate(name: string, forMs: number): void {
    this.cut(bothWays(name, this.targets.parties()), forMs);
  }

  /** An operator neither hears of Kubernetes nor is heard there, and still has its connections to MySQL. */
  cutFromKubernetes(operator: string, forMs: number): void {
    this.cut(bothWays(operator, ['kubernetes']), forMs);
  }

  between(fault: FaultOf<'cut'>): boolean {
    const from = this.targets.party(fault.from);
    const to = this.targets.party(fault.to);
    if (!from || !to || from === to) return false;
    this.cut(fault.oneWay ? [{ from, to }] : bothWays(from, [to]), fault.forMs);
    return true;
  }

  private cut(cuts: readonly Cut[], forMs: number): void {
    const end = this.cuts.add(cuts);
    this.cluster.world.settle();
    this.lasting.later(forMs, () => {
      end();
      this.cluster.world.settle();
      this.cluster.pods.reconcile();
      this.operators.poke();
    });
  }
}
