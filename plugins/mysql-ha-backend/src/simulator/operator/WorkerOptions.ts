import { LoggerService } from '@backstage/backend-plugin-api';
import { Finding } from '../../diagnose';
import { MySqlAdapter } from '../../mysql';
import { Step } from '../../plan';
import { SimulatedKubernetes } from '../kubernetes';
import { OperatorProcess } from '../time';
import { Plant } from './Plant';

/** What a worker is given. */
export interface WorkerOptions {
  readonly process: OperatorProcess;
  readonly kubernetes: SimulatedKubernetes;
  readonly mysql: MySqlAdapter;
  readonly logger: LoggerService;
  readonly plant: Plant;
  readonly holdsLease: () => boolean;
  /** Uids of pods that were made from an older template. */
  readonly outdated: ReadonlySet<string>;
  /** Whether there are scheduled events, and whether transactions are large. */
  readonly schedulesEvents: boolean;
  readonly isHeavy: boolean;
  readonly onFindings: (findings: readonly Finding[]) => void;
  /** A plan begins beside the loop. */
  readonly onPlanBeside: () => void;
  /** Such a plan is about to take a step. */
  readonly onStepBeside: (step: Step['do']) => void;
}
