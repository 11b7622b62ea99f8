import { z } from 'zod';
import { KubernetesObject } from '../../kubernetes';
import { conditionsSchema } from '../../kubernetes/conditionsSchema';
import { AgentRun } from './AgentRun';
import { AgentWords } from './agentWords';

const jobSchema = z.object({
  status: z
    .object({
      conditions: conditionsSchema,
    })
    .prefault({}),
});

const stateSchema = z.object({
  running: z.object({}).optional(),
  waiting: z
    .object({ reason: z.string().optional(), message: z.string().optional() })
    .optional(),
  terminated: z
    .object({ reason: z.string().optional(), exitCode: z.number() })
    .optional(),
});
const containerSchema = z.object({
  name: z.string(),
  state: stateSchema.default({}),
});
const podSchema = z.object({
  status: z
    .object({
      reason: z.string().optional(),
      message: z.string().optional(),
      conditions: conditionsSchema,
      initContainerStatuses: z.array(containerSchema).default([]),
      containerStatuses: z.array(containerSchema).default([]),
    })
    .prefault({}),
});

/** Waiting reasons that are no problem but the course of things. */
const PASSING = new Set(['PodInitializing', 'ContainerCreating']);

/** Whether a Job is through, whatever became of it. */
export function hasEnded(job: KubernetesObject): boolean {
  return outcome(job) !== undefined;
}

/** @param pod - the newest of the Job’s @param words - what its agent said last */
export function judgeRun(
  job: KubernetesObject,
  pod: KubernetesObject | undefined,
  words: AgentWords,
): AgentRun {
  const end = outcome(job);
  const { status } = podSchema.parse(pod ?? {});
  const agent = status.containerStatuses.find(({ name }) => name === 'agent');
  if (end?.type === 'Complete') {
    // Without its words the work is begun again; the agent knows that it is done.
    return words.result
      ? { state: 'succeeded', result: words.result }
      : { state: 'none' };
  }
  if (end) {
    if (words.error !== undefined)
      return {
        state: 'failed',
        message: words.error,
        inOrder: true,
        ...(words.damaged && { damaged: true }),
      };
    return {
      state: 'failed',
      message: whyKilled(status, agent?.state, end.message),
      inOrder: false,
    };
  }
  if (agent?.state.running)
    return { state: 'running', progress: words.progress };
  return {
    state: 'waiting',
    message:
      words.error === undefined
        ? obstacle(status)
        : `It is tried again, for it failed: ${words.error}`,
  };
}

function outcome(job: KubernetesObject) {
  return jobSchema
    .parse(job)
    .status.conditions.find(
      ({ type, status }) =>
        (type === 'Complete' || type === 'Failed') && status === 'True',
    );
}

type PodStatus = z.output<typeof podSchema>['status'];

function whyKilled(
  { reason, message }: PodStatus,
  state: z.output<typeof stateSchema> | undefined,
  jobMessage = 'no further word',
): string {
  if (state?.terminated?.reason === 'OOMKilled')
    return 'The agent was killed because it used more memory than it may (OOMKilled). It needs no more for a larger database, so try again, and tell us if it happens again.';
  if (reason)
    return `Kubernetes ended the agent’s pod (${reason}): ${
      message ?? jobMessage
    }`;
  return state?.terminated
    ? `The agent was killed (exit code ${state.terminated.exitCode}): ${jobMessage}`
    : `The agent did not end by itself: ${jobMessage}`;
}

function obstacle(status: PodStatus): string | undefined {
  const unscheduled = status.conditions.find(
    ({ type, status: holds }) => type === 'PodScheduled' && holds === 'False',
  );
  if (unscheduled)
    return `No node can take the agent’s pod: ${
      unscheduled.message ?? 'no further word'
    }`;
  for (const { name, state } of [
    ...status.initContainerStatuses,
    ...status.containerStatuses,
  ]) {
    const { reason, message } = state.waiting ?? {};
    if (!reason || PASSING.has(reason)) continue;
    return `The container ${name} of the agent’s pod can’t start (${reason}): ${
      message ?? 'no further word'
    }${
      name === 'copy' && /Image/.test(reason)
        ? ' Make the image available, or correct mysqlHa.agentImage of the operator.'
        : ''
    }`;
  }
  return undefined;
}
