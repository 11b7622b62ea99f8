import { instanceName } from '../../resources';
import { KEY } from '../names';
import { Operators } from '../Operators';
import { Party, Target } from '../schedule';
import { SimulatedCluster } from '../SimulatedCluster';
import { Random } from '../time';

/** Whom a fault means, at the moment at which it happens. */
export class Targets {
  constructor(
    private readonly cluster: SimulatedCluster,
    private readonly operators: Operators,
    private readonly random: Random,
  ) {}

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

  /** A party of the network. */
  party(party: Party): string | undefined {
    if (party === 'operator') return this.operators.leader?.process.name;
    if (party === 'kubernetes' || party === 'clients') return party;
    return this.instance(party);
  }

  /** All parties of the network. */
  parties(): readonly string[] {
    return [
      ...this.cluster.servers().map(({ name }) => name),
      ...this.operators.names,
      'kubernetes',
      'clients',
      'kubelet',
      ...(this.cluster.outside ? [this.cluster.outside.name] : []),
    ];
  }
}
