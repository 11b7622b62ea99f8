import { AuditorService } from '@backstage/backend-plugin-api';
import { ClusterDefaults, LagSource } from '../../lifecycle';
import { KubernetesAdapter } from '../../kubernetes';
import { ClusterAccess } from '../ClusterAccess';

/** What the routes work with. */
export interface RouteContext {
  readonly access: ClusterAccess;
  readonly auditor: AuditorService;
  readonly defaults: ClusterDefaults;
  readonly lag: LagSource;
  /** @throws ServiceUnavailableError while Kubernetes is away */
  kubernetes(): KubernetesAdapter;
}
