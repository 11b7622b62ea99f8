import { instanceName } from '../resources';
import { GtidSet } from '../mysql';
import { KEY } from './names';
import { MOST_LOST } from './newCluster';
import { SimulatedCluster } from './SimulatedCluster';

/**
 * What a cluster loses that never promised to keep it: `Async`, or `durability: Preferred` while commits waited for
 * nobody. Only a failover may lose, and it says so.
 */
export class Losses {
  private given = GtidSet.EMPTY;
  /** The term of the last failover that began while nobody knew of a second copy of each commit. */
  private lossyTerm?: number;

  constructor(private readonly cluster: SimulatedCluster) {
    let { term } = cluster.status;
    cluster.api.subscribe(() => {
      const { status } = cluster;
      if (status.term === term) return;
      term = status.term;
      const { waitFor = 0, lowestWaitFor = waitFor } = status.synchronous ?? {};
      if (status.fence && lowestWaitFor === 0) this.lossyTerm = term;
    });
  }

  /** Whether the term that began last may go on without these. */
  mayLose(missing: GtidSet): boolean {
    if (this.cluster.status.term !== this.lossyTerm) return false;
    this.given = this.given.union(missing);
    return true;
  }

  /**
   * Somebody holds what the primary does not, and clients may have been told OK for it, as a failover began while commits
   * waited for nobody, or because somebody let them in by hand: no engine throws that away that promised less.
   */
  isForPersonToDecide(openedByHand: boolean): boolean {
    const { status, world, api } = this.cluster;
    const { topology, durability } = api.state.cluster.spec;
    const mayBeTold =
      topology === 'Async' ||
      this.lossyTerm !== undefined ||
      (durability === 'Preferred' && openedByHand);
    if (!mayBeTold) return false;
    if (!status.primary) return false;
    const { logged } = world.server(status.primary).disk;
    return Array.from({ length: api.state.cluster.spec.instances }, (_, i) =>
      instanceName(KEY, i),
    ).some(
      name =>
        world.has(name) && !logged.contains(world.server(name).disk.logged),
    );
  }

  /** How the record is silent of what was lost, or lost more than it may, as a sentence. */
  get unrecorded(): string | undefined {
    const { incidents = [], fence } = this.cluster.status;
    const tooMany = incidents.find(
      ({ transactionsLost = 0 }) => transactionsLost > MOST_LOST,
    );
    if (tooMany && this.cluster.api.state.cluster.spec.topology === 'Async') {
      return `${tooMany.transactionsLost} transactions were given up, more than ${MOST_LOST}`;
    }
    if (this.given.isEmpty() || fence) return undefined;
    return incidents.some(
      ({ kind, waitedFor }) => kind === 'Failover' && waitedFor === 0,
    )
      ? undefined
      : `${this.given} was given up, and no incident says so`;
  }
}
