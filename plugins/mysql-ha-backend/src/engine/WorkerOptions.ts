import { LoggerService } from '@backstage/backend-plugin-api';
import { ClusterKey } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Clock } from '../clock';
import { KubernetesAdapter } from '../kubernetes';
import { MySqlAdapter } from '../mysql';
import { Archives } from '../observe';
import { LagHistory } from './LagHistory';
import { Stalls } from './StallDetector';

/** What a worker needs from its engine. */
export interface WorkerOptions {
  readonly key: ClusterKey;
  readonly kubernetes: KubernetesAdapter;
  readonly mysql: MySqlAdapter;
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly supervisorImage: string;
  /** Whether this process may act, judged now. */
  readonly hasAuthority: () => boolean;
  readonly stalls: Pick<Stalls, 'stalledMs' | 'lateMs'>;
  readonly lagHistory: LagHistory;
  readonly archives?: Archives;
  /** How many clusters this process looks after. */
  readonly clusters: () => number;
}
