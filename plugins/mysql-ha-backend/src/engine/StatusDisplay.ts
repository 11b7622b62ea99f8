import {
  ClusterKey,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Finding } from '../diagnose';
import { lagByReplica, Snapshot } from '../observe';
import { OperationDesk } from '../operations';
import { validateSpec } from '../resources';
import { composeStatus, Refusal, sameStatus } from '../status';
import { ClusterRecord } from './ClusterRecord';
import { Housekeeping } from './Housekeeping';
import { IncidentLog } from './IncidentLog';
import { LagHistory } from './LagHistory';
import { Routing } from './Routing';

/** Shows what was found: in the status, in the history of lag, and by who is served. */
export class StatusDisplay {
  constructor(
    private readonly options: {
      readonly key: ClusterKey;
      readonly record: ClusterRecord;
      readonly incident: IncidentLog;
      readonly operations: Pick<OperationDesk, 'tend'>;
      readonly housekeeping: Housekeeping;
      readonly routing: Routing;
      readonly lagHistory: LagHistory;
    },
  ) {}

  /** Writes nothing that stands there already. @throws AuthorityLostError when somebody else wrote */
  async show(
    cluster: MySQLCluster,
    snapshot: Snapshot,
    findings: readonly Finding[],
  ): Promise<void> {
    const { key, record, incident, operations, housekeeping } = this.options;
    const shown = composeStatus({
      snapshot,
      findings,
      refusals: this.refusals(cluster),
      previous: record.status,
      generation: cluster.metadata.generation,
      activity: incident.kind === 'Switchover' ? 'SwitchingOver' : undefined,
      paused: cluster.spec.paused,
      appUserReady: housekeeping.isAppUserReady,
      podTemplateVersion: housekeeping.podTemplateVersion,
    });
    operations.tend(cluster);
    this.options.lagHistory.add(key, snapshot.takenAt, lagByReplica(snapshot));
    if (!cluster.spec.paused && record.recorded.primary) {
      await this.options.routing.write(false);
    }
    if (!sameStatus(record.status, shown)) await record.display(shown);
    else await record.confirm(cluster.status);
  }

  private refusals(cluster: MySQLCluster): readonly Refusal[] {
    return [
      ...validateSpec(cluster).map(({ field, message, effect }) => ({
        reason: 'InvalidSpec',
        message: `${field}: ${message}`,
        effect,
      })),
      ...this.options.housekeeping.refusals(),
    ];
  }
}
