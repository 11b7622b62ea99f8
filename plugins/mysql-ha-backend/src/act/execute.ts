import { isError } from '@backstage/errors';
import { Plan, Step } from '../plan';
import { ActContext, AuthorityLostError } from './ActContext';
import { describeStep } from './describeStep';
import { plannedSteps } from './plannedSteps';
import { runStep } from './runStep';

/** A plan that did not come to its end; what could be put back was put back. */
export class PlanFailedError extends Error {
  constructor(
    readonly plan: string,
    readonly step: string,
    override readonly cause: unknown,
  ) {
    super(
      `${plan}: step «${step}» failed: ${
        isError(cause) ? cause.message : String(cause)
      }`,
    );
    this.name = 'PlanFailedError';
  }
}

/**
 * Carries out a plan, step by step. Before each step this process must still have the authority to act.
 * When a step fails before the record was touched, the plan's undo puts things back; after that the record says
 * what is to be, and the level-triggered loop goes on from there.
 * @throws PlanFailedError, or AuthorityLostError without undoing: a successor is at work
 */
export async function execute(plan: Plan, context: ActContext): Promise<void> {
  context.logger.info(plan.name);
  if (plan.incident) {
    const planned = plannedSteps(plan.steps);
    context.openIncident({ ...plan.incident, planned });
  }
  let recorded = false;
  for (const step of plan.steps) {
    // Also a write of the record that failed may have arrived: then nothing of before is put back.
    recorded ||= step.do === 'Record';
    try {
      await timed(step, context);
    } catch (error) {
      if (error instanceof AuthorityLostError) throw error;
      if (!recorded) {
        await undo(plan, context);
        // A change of primary that never was is no incident; a failover goes on from its fence.
        if (plan.incident?.kind === 'Switchover') context.dropIncident();
      }
      throw new PlanFailedError(plan.name, describeStep(step), error);
    }
  }
  if (plan.closesIncident) await context.closeIncident();
}

async function undo(plan: Plan, context: ActContext): Promise<void> {
  for (const step of plan.undo ?? []) {
    try {
      await timed(step, context);
    } catch (error) {
      if (error instanceof AuthorityLostError) throw error;
      context.logger.warn(
        `${plan.name}: could not put back «${describeStep(
          step,
        )}»; the next look repairs it`,
        isError(error) ? { error: error.message } : {},
      );
    }
  }
}

async function timed(step: Step, context: ActContext): Promise<void> {
  context.assertAuthority();
  if (step.do === 'Together') {
    await together(step, context);
    return;
  }
  const startedAt = context.clock.monotonic();
  const name = describeStep(step);
  const took = () => context.clock.monotonic() - startedAt;
  try {
    await runStep(step, context);
    context.noteStep(name, took(), 'Done');
    context.logger.debug(`${name} (${took()} ms)`);
  } catch (error) {
    context.noteStep(name, took(), 'Failed');
    throw error;
  }
}

async function together(
  group: Extract<Step, { do: 'Together' }>,
  context: ActContext,
): Promise<void> {
  const results = await Promise.allSettled(
    group.steps.map(async branch => {
      for (const step of Array.isArray(branch) ? branch : [branch]) {
        await timed(step, context);
      }
    }),
  );
  for (const result of results) {
    if (result.status === 'fulfilled') continue;
    if (result.reason instanceof AuthorityLostError || !group.tolerant) {
      throw result.reason;
    }
    context.logger.warn(
      `One of several steps failed, the next look repairs it: ${
        isError(result.reason) ? result.reason.message : String(result.reason)
      }`,
    );
  }
}
