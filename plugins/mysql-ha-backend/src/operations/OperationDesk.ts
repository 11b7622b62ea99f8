import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotFoundError,
  stringifyError,
} from '@backstage/errors';
import {
  ClusterKey,
  Incident,
  MySQLCluster,
  MySQLOperation,
  mysqlOperationSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ActContext } from '../act';
import { Clock } from '../clock';
import { OperationIntent } from '../diagnose';
import { KubernetesAdapter } from '../kubernetes';
import { parseOnce } from '../kubernetes/parseOnce';
import { OperationRequest, Recorded } from '../observe';
import { OperationRecord } from './OperationRecord';
import { inTurn } from './inTurn';
import { keepInOrder } from './keepInOrder';
import { unrecordedIncident } from './unrecordedIncident';

const parse = parseOnce(mysqlOperationSchema);

/** Steps that are shown; of an operation that is repeated for long the first ones are. */
const MOST_STEPS = 100;

interface Entry {
  readonly operation: MySQLOperation;
  readonly record: OperationRecord;
}

/** The operations of one cluster, one at a time ({@link inTurn}). */
export class OperationDesk {
  private readonly records = new Map<string, OperationRecord>();
  private tending = false;

  constructor(
    private readonly options: {
      readonly key: ClusterKey;
      readonly kubernetes: KubernetesAdapter;
      readonly clock: Clock;
      readonly logger: LoggerService;
      readonly hasAuthority: () => boolean;
    },
  ) {}

  /** The operation whose turn it is. */
  request(): OperationRequest | undefined {
    const [first] = this.waiting();
    return first && this.asRequest(first);
  }

  /**
   * Notes that an operation begins, with its plan: before anything is done, so that a later operator goes on with it.
   * @returns false when somebody else wrote it or it is gone: then everything must be looked at again
   */
  async begin(
    { name, journal, atRisk }: OperationIntent,
    plan: readonly string[],
  ): Promise<boolean> {
    const record = this.recordOf(name);
    if (!record || record.hasEnded) return false;
    if (record.status.phase === 'Running') return true;
    return this.stored(
      record.change({
        phase: 'Running',
        startedAt: this.now(),
        plan: [...plan],
        journal: { ...journal },
        transactionsAtRisk: atRisk,
        message: 'It is being done.',
      }),
    );
  }

  /** Says what an operation waits for. */
  explain(name: string, message: string): void {
    const record = this.recordOf(name);
    if (!record || record.hasEnded || record.status.message === message) return;
    record.changeSoon({ phase: record.status.phase ?? 'Pending', message });
  }

  /** Notes what a later look, or a later operator, has to know. */
  async remember(
    name: string,
    entries: Readonly<Record<string, string>>,
  ): Promise<void> {
    const record = this.recordOf(name);
    if (!record || record.hasEnded) return;
    const journal = { ...record.status.journal, ...entries };
    await this.stored(record.change({ journal }));
  }

  /** Writes how an operation ended. */
  async end(
    name: string,
    phase: 'Succeeded' | 'Failed',
    message: string,
  ): Promise<void> {
    const record = this.recordOf(name);
    if (!record || record.hasEnded) return;
    const now = this.now();
    await this.stored(
      record.change({
        phase,
        message,
        startedAt: record.status.startedAt ?? now,
        completedAt: now,
      }),
    );
    this.options.logger.info(`${name} ${phase}: ${message}`);
  }

  /** A change of primary that an operator before could not record, once its operation has ended. */
  unrecorded(name: string, recorded: Recorded): Incident | undefined {
    const entry = this.entries().find(
      ({ operation }) => operation.metadata.name === name,
    );
    return (
      entry &&
      unrecordedIncident(entry.operation, entry.record.status, recorded)
    );
  }

  /** A context whose steps are also noted in the operation. */
  noting(context: ActContext, name: string): ActContext {
    return {
      ...context,
      noteStep: (step, durationMs, state) => {
        context.noteStep(step, durationMs, state);
        this.noteStep(name, step, durationMs, state);
      },
    };
  }

  /** Ties operations to their cluster, says whom the others wait for, and deletes the oldest that have ended. */
  tend(cluster: MySQLCluster): void {
    const [first, ...others] = this.waiting();
    for (const { operation } of others) {
      this.explain(
        operation.metadata.name,
        `It waits for ${first.operation.metadata.name}, as one is done at a time.`,
      );
    }
    for (const { record } of this.entries()) {
      if (record.isBehind) record.changeSoon({});
    }
    if (this.tending) return;
    this.tending = true;
    const { kubernetes, logger } = this.options;
    void keepInOrder(
      kubernetes,
      cluster,
      this.entries().map(({ operation, record }) => ({
        operation,
        hasEnded: record.hasEnded,
      })),
    )
      .catch(error =>
        logger.debug(
          `Operations are put in order later: ${stringifyError(error)}`,
        ),
      )
      .finally(() => {
        this.tending = false;
      });
  }

  private noteStep(
    name: string,
    step: string,
    durationMs: number,
    state: 'Done' | 'Failed',
  ): void {
    const record = this.recordOf(name);
    if (!record || record.hasEnded) return;
    const steps = record.status.steps ?? [];
    if (steps.length >= MOST_STEPS) return;
    const { clock } = this.options;
    record.changeSoon({
      steps: [
        ...steps,
        {
          name: step,
          state,
          startedAt: new Date(clock.now() - durationMs).toISOString(),
          durationMs: Math.round(durationMs),
        },
      ],
    });
  }

  private waiting(): readonly Entry[] {
    return inTurn(
      this.entries().filter(
        ({ operation, record }) =>
          !record.hasEnded && !operation.metadata.deletionTimestamp,
      ),
    );
  }

  private entries(): readonly Entry[] {
    const { key, kubernetes, hasAuthority } = this.options;
    const operations = kubernetes
      .listOwned('MySQLOperation', key.namespace, key.name)
      .flatMap(object => parse(object) ?? []);
    const uids = new Set(operations.map(({ metadata }) => metadata.uid));
    for (const uid of this.records.keys()) {
      if (!uids.has(uid)) this.records.delete(uid);
    }
    return operations.map(operation => {
      const { uid } = operation.metadata;
      const record =
        this.records.get(uid) ??
        new OperationRecord(kubernetes, hasAuthority, operation);
      this.records.set(uid, record);
      return { operation, record };
    });
  }

  private recordOf(name: string): OperationRecord | undefined {
    return this.entries().find(
      ({ operation }) => operation.metadata.name === name,
    )?.record;
  }

  private asRequest({ operation, record }: Entry): OperationRequest {
    const { clusterName: _, ...spec } = operation.spec;
    const { phase, startedAt, journal = {} } = record.status;
    const begun = phase === 'Running';
    const since = Date.parse(
      (begun ? startedAt : operation.metadata.creationTimestamp) ?? '',
    );
    const age = this.options.clock.now() - since;
    return {
      ...spec,
      name: operation.metadata.name,
      requestedBy: record.requestedBy,
      begun,
      forMs: Number.isNaN(age) ? 0 : Math.max(0, age),
      journal,
    };
  }

  private async stored(write: Promise<void>): Promise<boolean> {
    try {
      await write;
      return true;
    } catch (error) {
      if (error instanceof ConflictError || error instanceof NotFoundError) {
        return false;
      }
      throw error;
    }
  }

  private now(): string {
    return new Date(this.options.clock.now()).toISOString();
  }
}
