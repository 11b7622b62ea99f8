import { SimulatedCluster } from './SimulatedCluster';

/** How often another instance came to lead, by the record: with a fence in a failover, without one in a switchover. */
export class ChangesOfPrimary {
  failovers = 0;
  switchovers = 0;

  constructor(cluster: SimulatedCluster) {
    let { primary, term } = cluster.status;
    cluster.api.subscribe(() => {
      const { status } = cluster;
      if (status.term === term) return;
      if (status.primary !== primary) {
        if (status.fence) this.failovers += 1;
        else this.switchovers += 1;
      }
      ({ primary, term } = status);
    });
  }
}
