import { AuditorService } from '@backstage/backend-plugin-api';
import {
  LagHistory,
  MySQLCluster,
  NewestTransaction,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ClusterDefaults } from '../../lifecycle';
import { PortalKubernetes } from '../../kubernetes';
import { ClusterAccess } from '../ClusterAccess';

/** What the routes work with. */
export interface RouteContext {
  readonly access: ClusterAccess;
  readonly auditor: AuditorService;
  readonly defaults: ClusterDefaults;
  /** @throws ServiceUnavailableError while Kubernetes is away */
  kubernetes(): PortalKubernetes;
  /** Samples of lag over the last hour, oldest first. */
  lagSamples(namespace: string, name: string): LagHistory['samples'];
  /**
   * What a restore to a moment would end with.
   * @throws InputError when it is after the archive’s end; ServiceUnavailableError when nobody can tell now
   */
  newestTransaction(
    cluster: MySQLCluster,
    until: string,
  ): Promise<NewestTransaction>;
}
