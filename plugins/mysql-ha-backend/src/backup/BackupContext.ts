import { LoggerService } from '@backstage/backend-plugin-api';
import { ClusterKey } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Clock } from '../clock';
import { OperatorKubernetes } from '../kubernetes';
import { ArchiveBoard } from './archive';
import { AgentJobs } from './jobs';

/** What every part of this room works with. */
export interface BackupContext {
  readonly kubernetes: OperatorKubernetes;
  readonly jobs: AgentJobs;
  /** What is known of archives. */
  readonly archives: ArchiveBoard;
  readonly clock: Clock;
  readonly logger: LoggerService;
  /** Image of the agent. */
  readonly agentImage: string;
  /** Whether this process may act now for what bears this name: asked before each write. */
  readonly covers: (key: ClusterKey) => boolean;
}
