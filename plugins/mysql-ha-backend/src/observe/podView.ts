import { z } from 'zod';
import { KubernetesObject } from '../kubernetes';
import { conditionsSchema } from '../kubernetes/conditionsSchema';
import { isBeingDrained } from './isBeingDrained';
import { PodView } from './Snapshot';

const terminatedSchema = z.object({
  reason: z.string().optional(),
  message: z.string().optional(),
  exitCode: z.number(),
});

const containerStatusSchema = z.object({
  name: z.string(),
  ready: z.boolean().default(false),
  restartCount: z.number().default(0),
  state: z
    .object({
      waiting: z
        .object({
          reason: z.string().optional(),
          message: z.string().optional(),
        })
        .optional(),
      terminated: terminatedSchema.optional(),
    })
    .default({}),
  /** How it ended before its last start. */
  lastState: z.object({ terminated: terminatedSchema.optional() }).default({}),
});

const containerSchema = z.object({
  name: z.string(),
  image: z.string().default(''),
});

const podSchema = z.object({
  metadata: z.object({
    uid: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
    creationTimestamp: z.coerce.string().default(''),
    deletionTimestamp: z.coerce.string().optional(),
  }),
  spec: z
    .object({
      nodeName: z.string().optional(),
      initContainers: z.array(containerSchema).default([]),
      containers: z.array(containerSchema).default([]),
    })
    .prefault({}),
  status: z
    .object({
      phase: z.string().optional(),
      podIP: z.string().optional(),
      reason: z.string().optional(),
      message: z.string().optional(),
      conditions: conditionsSchema,
      initContainerStatuses: z.array(containerStatusSchema).default([]),
      containerStatuses: z.array(containerStatusSchema).default([]),
    })
    .prefault({}),
});

type Pod = z.output<typeof podSchema>;
type ContainerStatus = z.output<typeof containerStatusSchema>;

/** Waiting reasons that are no problem but the course of things. */
const PASSING = new Set(['PodInitializing', 'ContainerCreating']);

/**
 * Reads a pod.
 * @param outdated - whether it was made from an older spec
 * @param nodeNamed - a node, as far as it is known
 */
export function podView(
  object: KubernetesObject,
  outdated: boolean,
  nodeNamed: (name: string) => KubernetesObject | undefined = () => undefined,
): PodView {
  const pod = podSchema.parse(object);
  const mysql = pod.status.containerStatuses.find(c => c.name === 'mysql');
  return {
    uid: pod.metadata.uid,
    ip: pod.status.podIP,
    node: pod.spec.nodeName,
    nodeDrained:
      pod.spec.nodeName !== undefined &&
      isBeingDrained(nodeNamed(pod.spec.nodeName)),
    deleting: pod.metadata.deletionTimestamp !== undefined,
    ready: pod.status.conditions.some(
      c => c.type === 'Ready' && c.status === 'True',
    ),
    terminated:
      mysql?.state.terminated !== undefined ||
      pod.status.phase === 'Failed' ||
      pod.status.phase === 'Succeeded',
    outdated,
    ...problemOf(pod),
    createdAt: pod.metadata.creationTimestamp,
  };
}

type Trouble = Pick<PodView, 'problem' | 'remedy'>;

function problemOf(pod: Pod): Trouble {
  const unscheduled = pod.status.conditions.find(
    c =>
      c.type === 'PodScheduled' &&
      c.status === 'False' &&
      c.reason === 'Unschedulable',
  );
  if (unscheduled) {
    return {
      problem: `No node can take it: ${trimmed(unscheduled.message)}`,
      remedy:
        'Free room, add a node, or ask for less in spec.resources, spec.storage or spec.podTemplate.',
    };
  }
  if (pod.status.phase === 'Failed' && pod.status.message) {
    return {
      problem: `Kubernetes ended the pod (${
        pod.status.reason ?? 'Failed'
      }): ${trimmed(pod.status.message)}`,
    };
  }
  for (const container of [
    ...pod.status.initContainerStatuses,
    ...pod.status.containerStatuses,
  ]) {
    const image = [...pod.spec.initContainers, ...pod.spec.containers].find(
      c => c.name === container.name,
    )?.image;
    const trouble = containerProblem(container, image);
    if (trouble) return trouble;
  }
  return {};
}

function containerProblem(
  { name, state: { waiting, terminated }, lastState }: ContainerStatus,
  image: string | undefined,
): Trouble | undefined {
  if (waiting?.reason && !PASSING.has(waiting.reason)) {
    switch (waiting.reason) {
      case 'ErrImagePull':
      case 'ImagePullBackOff':
      case 'ErrImageNeverPull':
      case 'InvalidImageName':
        return {
          problem: `The image ${
            image ?? `of container ${name}`
          } can’t be had (${waiting.reason}): ${trimmed(waiting.message)}`,
          remedy:
            name === 'mysql'
              ? 'Correct spec.image, make the image available, or name the pull secret in spec.podTemplate.imagePullSecrets.'
              : 'Make the image available, or correct mysqlHa.supervisorImage of the operator.',
        };
      case 'CreateContainerConfigError':
        return {
          problem: `A Secret or ConfigMap that the pod needs is missing: ${trimmed(
            waiting.message,
          )} It is created again by itself in a moment.`,
        };
      case 'CrashLoopBackOff':
        // Its message only counts the pause; why it ended is said of the start before.
        return endOf(name, lastState.terminated ?? { exitCode: 1 });
      default:
        return {
          problem: `Container ${name} can’t start (${
            waiting.reason
          }): ${trimmed(waiting.message)}`,
        };
    }
  }
  return terminated && terminated.exitCode !== 0
    ? endOf(name, terminated)
    : undefined;
}

function endOf(
  name: string,
  { reason, message, exitCode }: z.output<typeof terminatedSchema>,
): Trouble {
  return reason === 'OOMKilled'
    ? {
        problem: `Container ${name} used more memory than it may (OOMKilled).`,
        remedy: 'Raise spec.resources.limits.memory.',
      }
    : {
        problem: `Container ${name} ended with exit code ${exitCode}: ${trimmed(
          message,
        )}`,
      };
}

function trimmed(message: string | undefined): string {
  const text = (message ?? 'no further word').trim().slice(0, 400);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
