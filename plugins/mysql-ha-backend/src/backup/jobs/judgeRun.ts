import { z } from 'zod';
import { KubernetesObject } from '../../kubernetes';
import { conditionsSchema } from '../../kubernetes/conditionsSchema';
import { AgentRun } from './AgentRun';
import {
  AgentPodStatus,
  agentPodStatus,
  agentState,
  ContainerState,
  KILLED_FOR_MEMORY,
  obstacle,
} from './agentPodStatus';
import { AgentWords } from './agentWords';

const jobSchema = z.object({
  status: z
    .object({
      conditions: conditionsSchema,
    })
    .prefault({}),
});

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
  const status = agentPodStatus(pod);
  const state = agentState(status);
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
      message: whyKilled(status, state, end.message),
      inOrder: false,
    };
  }
  if (state?.running) return { state: 'running', progress: words.progress };
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

function whyKilled(
  { reason, message }: AgentPodStatus,
  state: ContainerState | undefined,
  jobMessage = 'no further word',
): string {
  if (state?.terminated?.reason === 'OOMKilled') return KILLED_FOR_MEMORY;
  if (reason)
    return `Kubernetes ended the agent’s pod (${reason}): ${
      message ?? jobMessage
    }`;
  return state?.terminated
    ? `The agent was killed (exit code ${state.terminated.exitCode}): ${jobMessage}`
    : `The agent did not end by itself: ${jobMessage}`;
}
