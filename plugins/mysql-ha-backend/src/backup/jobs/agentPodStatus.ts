import { z } from 'zod';
import { KubernetesObject } from '../../kubernetes';
import { conditionsSchema } from '../../kubernetes/conditionsSchema';

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
  restartCount: z.number().default(0),
  state: stateSchema.default({}),
  /** Of the run before, where it is started again. */
  lastState: stateSchema.default({}),
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

/** What the kubelet says of an agent’s pod. */
export type AgentPodStatus = z.output<typeof podSchema>['status'];

/** What it says of a container. */
export type ContainerState = z.output<typeof stateSchema>;

/** Waiting reasons that are no problem but the course of things. */
const PASSING = new Set(['PodInitializing', 'ContainerCreating']);

/** What is said of an agent that the kernel ended. */
export const KILLED_FOR_MEMORY =
  'The agent was killed because it used more memory than it may (OOMKilled). It needs no more for a larger database, so try again, and tell us if it happens again.';

/** Reads it; a pod that is not there yet says nothing. */
export function agentPodStatus(
  pod: KubernetesObject | undefined,
): AgentPodStatus {
  return podSchema.parse(pod ?? {}).status;
}

/** The agent’s own container. */
export function agentState({
  containerStatuses,
}: AgentPodStatus): ContainerState | undefined {
  return containerStatuses.find(({ name }) => name === 'agent')?.state;
}

/** How often it was started again. */
export function agentRestarts({ containerStatuses }: AgentPodStatus): number {
  const agent = containerStatuses.find(({ name }) => name === 'agent');
  return agent?.restartCount ?? 0;
}

/** Why an agent’s pod does not run, as a sentence; undefined when it is only about to. */
export function obstacle(status: AgentPodStatus): string | undefined {
  const unscheduled = status.conditions.find(
    ({ type, status: holds }) => type === 'PodScheduled' && holds === 'False',
  );
  if (unscheduled)
    return `No node can take the agent’s pod: ${
      unscheduled.message ?? 'no further word'
    }`;
  for (const { name, state, lastState } of [
    ...status.initContainerStatuses,
    ...status.containerStatuses,
  ]) {
    if (state.running) continue;
    const end = state.terminated ?? lastState.terminated;
    if (end?.reason === 'OOMKilled') return KILLED_FOR_MEMORY;
    const { reason, message } = state.waiting ?? {};
    if (!reason || PASSING.has(reason)) continue;
    return `The container ${name} of the agent’s pod can’t start (${reason}): ${
      message ?? 'no further word'
    }${
      isOurs(name, status) && /Image/.test(reason)
        ? ' Make the image available, or correct mysqlHa.agentImage of the operator.'
        : ''
    }`;
  }
  return undefined;
}

/** Whether the container runs in the image of the agent, and not in the cluster’s own. */
function isOurs(
  container: string,
  { initContainerStatuses }: AgentPodStatus,
): boolean {
  return container === 'copy' || initContainerStatuses.length === 0;
}
