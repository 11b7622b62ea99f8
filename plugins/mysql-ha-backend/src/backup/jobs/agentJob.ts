import {
  AGENT_LABEL,
  API_GROUP,
  CLUSTER_LABEL,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../../kubernetes';
import { AgentTask, AgentWork } from './AgentTask';
import { agentPod } from './agentPod';

/** The agent’s exit code when another try would end the same way; see its main.ts. */
const FAILED_FOR_GOOD = 2;
/** A Job that nobody looked at any more: what it has to say is in the store as well. */
const KEPT_SECONDS = 86_400;

/** Labels of an agent’s pod, by which a person finds it. Not the cluster’s: its pods are the instances. */
export function agentLabels({ settings }: Pick<AgentWork, 'settings'>) {
  return {
    [AGENT_LABEL]: settings.verb,
    'app.kubernetes.io/name': 'mysql-ha-agent',
    'app.kubernetes.io/managed-by': API_GROUP,
  };
}

/** The Job of a task. */
export function agentJob(task: AgentTask): KubernetesObject {
  const { namespace, name, owner } = task;
  const labels = agentLabels(task);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace,
      labels: {
        ...labels,
        ...(task.cluster && { [CLUSTER_LABEL]: task.cluster }),
      },
      ...(task.annotations && { annotations: task.annotations }),
      ownerReferences: [owner],
    },
    spec: {
      backoffLimit: task.retries,
      ...(task.deadlineSeconds && {
        activeDeadlineSeconds: task.deadlineSeconds,
      }),
      ttlSecondsAfterFinished: KEPT_SECONDS,
      podFailurePolicy: {
        rules: [
          {
            action: 'FailJob',
            onExitCodes: {
              containerName: 'agent',
              operator: 'In',
              values: [FAILED_FOR_GOOD],
            },
          },
          // A drained node is no fault of the work.
          {
            action: 'Ignore',
            onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }],
          },
        ],
      },
      template: agentPod(task, 'Never', labels),
    },
  };
}
