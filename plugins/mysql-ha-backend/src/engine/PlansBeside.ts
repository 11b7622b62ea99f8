import { LoggerService } from '@backstage/backend-plugin-api';
import { isError, stringifyError } from '@backstage/errors';
import { ActContext, AuthorityLostError, execute } from '../act';
import { LongTask } from '../observe';
import { OperationDesk } from '../operations';
import { Plan } from '../plan';
import { InstanceSet } from './InstanceSet';

/** How long an instance that was filled may take to be back and closed, in seconds. */
const SETTLES_WITHIN_SECONDS = 60;

/**
 * Carries out plans beside the HA loop: those that take long, and those that wait for others. What fails is tried again
 * by the look that finds it still due, with the command locks taken anew: one that was lost unnoticed would fail each try.
 * They end with their worker: one that begins anew, also in the same process and under the same authority, looks first.
 */
export class PlansBeside {
  /** Names of those that are under way. */
  private readonly underWay = new Set<string>();

  constructor(
    private readonly options: {
      readonly logger: LoggerService;
      /** Ends the worker. */
      readonly signal: AbortSignal;
      /** One for each plan: its steps are no part of a failover that may go on beside it. */
      readonly context: () => ActContext;
      readonly execute?: typeof execute;
      readonly operations: Pick<OperationDesk, 'noting' | 'remember' | 'end'>;
      readonly instances: Pick<InstanceSet, 'doubtCommand' | 'settle'>;
      /** By instance, as snapshots show them. */
      readonly tasks: Map<string, LongTask>;
      /** By instance, why the last one failed, until one succeeds. */
      readonly failures?: Map<string, string>;
      /** Records a Kubernetes Event, as a warning. */
      readonly announce: (reason: string, message: string) => void;
      /** One has ended, so that something else may be due. */
      readonly onEnd: () => void;
    },
  ) {}

  /**
   * Begins a plan that does not belong into the loop; while the same is under way, nothing.
   * @returns false for a plan that the loop carries out itself
   */
  take(plan: Plan, operation?: string): boolean {
    if (!plan.background && !plan.beside) return false;
    if (this.underWay.has(plan.name)) return true;
    this.underWay.add(plan.name);
    const work = plan.background
      ? this.fill(plan, plan.background, operation)
      : this.run(plan, operation);
    void work.finally(() => {
      this.underWay.delete(plan.name);
      if (plan.background) this.options.tasks.delete(plan.background);
      this.options.onEnd();
    });
    return true;
  }

  private async run(plan: Plan, operation?: string): Promise<void> {
    try {
      await this.carryOut(plan, operation);
    } catch (error) {
      this.options.logger.warn(stringifyError(error));
      this.options.instances.doubtCommand();
    }
  }

  /** An instance that gets all its data anew counts for nothing until it has them. */
  private async fill(
    plan: Plan,
    instance: string,
    operation?: string,
  ): Promise<void> {
    const { failures, instances, operations, signal, tasks } = this.options;
    const clone = plan.steps.find(step => step.do === 'Clone');
    const donor = clone?.donor ?? '';
    tasks.set(instance, {
      kind: 'Clone',
      donor,
      message: `The data are copied from ${donor} by CLONE.`,
    });
    try {
      await this.carryOut(plan, operation);
      failures?.delete(instance);
      if (operation) await operations.remember(operation, { cloned: donor });
    } catch (error) {
      await this.failed(error, instance, operation);
    }
    // mysqld restarts at the end of a clone; what was known of it before is no longer true.
    if (!signal.aborted) {
      await instances.settle(instance, SETTLES_WITHIN_SECONDS);
    }
  }

  private async carryOut(plan: Plan, operation?: string): Promise<void> {
    const { logger, operations } = this.options;
    const context = this.context();
    await (this.options.execute ?? execute)(
      plan,
      operation ? operations.noting(context, operation) : context,
    );
    logger.info(`${plan.name}: done`);
  }

  private context(): ActContext {
    const { context, signal } = this.options;
    const own = context();
    return {
      ...own,
      assertAuthority() {
        if (signal.aborted) {
          throw new AuthorityLostError('the worker that began this has ended');
        }
        own.assertAuthority();
      },
    };
  }

  /** Nothing has failed where somebody else goes on: that one sees by the operation what was begun. */
  private async failed(
    error: unknown,
    instance: string,
    operation?: string,
  ): Promise<void> {
    const { announce, failures, instances, logger, operations, signal } =
      this.options;
    logger.warn(stringifyError(error));
    if (signal.aborted || error instanceof AuthorityLostError) return;
    instances.doubtCommand();
    const message = isError(error) ? error.message : String(error);
    failures?.set(instance, message);
    announce('RebuildFailed', message);
    if (!operation) return;
    await operations
      .end(operation, 'Failed', message)
      .catch(late => logger.warn(stringifyError(late)));
  }
}
