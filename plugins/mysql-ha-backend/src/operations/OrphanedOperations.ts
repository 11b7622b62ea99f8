import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  ClusterKey,
  MySQLOperation,
  mysqlOperationSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Clock } from '../clock';
import { OperatorKubernetes } from '../kubernetes';
import { OperationRecord } from './OperationRecord';

/** How long an operation may wait for its cluster, in milliseconds: both may come out of one `kubectl apply`. */
const GRACE_MS = 10_000;
/** How often they are looked for, in milliseconds; it costs no request. */
const EVERY_MS = 2_000;

/** Operations on clusters that don’t exist: nobody else would ever answer them. */
export class OrphanedOperations {
  constructor(
    private readonly options: {
      readonly kubernetes: OperatorKubernetes;
      readonly clock: Clock;
      readonly logger: LoggerService;
      /** Whether this process may act for a cluster of this name. */
      readonly covers: (key: ClusterKey) => boolean;
    },
  ) {}

  /** Looks until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.options;
    while (!signal.aborted) {
      await this.look();
      await clock.sleep(EVERY_MS, signal).catch(() => undefined);
    }
  }

  private async look(): Promise<void> {
    const { kubernetes, logger } = this.options;
    const operations = kubernetes
      .listWatched('MySQLOperation')
      .flatMap(object => mysqlOperationSchema.safeParse(object).data ?? []);
    for (const operation of operations) {
      try {
        await this.answer(operation);
      } catch (error) {
        logger.debug(
          `${operation.metadata.name} is answered later: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }

  private async answer(operation: MySQLOperation): Promise<void> {
    const { kubernetes, clock, covers } = this.options;
    const { namespace, creationTimestamp = '' } = operation.metadata;
    const name = operation.spec.clusterName;
    const covered = () => covers({ namespace, name });
    const record = new OperationRecord(kubernetes, covered, operation);
    const age = clock.now() - Date.parse(creationTimestamp);
    if (
      record.hasEnded ||
      age < GRACE_MS ||
      !kubernetes.isReachable() ||
      kubernetes.getCluster(namespace, name) ||
      !covered()
    ) {
      return;
    }
    const invalid = kubernetes
      .invalidClusters()
      .find(
        ({ metadata }) =>
          metadata.namespace === namespace && metadata.name === name,
      );
    const now = new Date(clock.now()).toISOString();
    await record.change({
      phase: 'Failed',
      completedAt: now,
      message: invalid
        ? `MySQLCluster ${namespace}/${name} can’t be read: ${invalid.reason}`
        : `There is no MySQLCluster ${name} in the namespace ${namespace}: see kubectl get myc --all-namespaces, and ask again with the right clusterName and namespace.`,
    });
  }
}
