import {
  AGENT_LABEL,
  API_GROUP,
  CLUSTER_LABEL,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../../kubernetes';
import { AgentTask } from './AgentTask';
import { agentVolumes } from './agentVolumes';
import {
  PROGRAM_DIR,
  SETTINGS_ANNOTATION,
  SETTINGS_DIR,
  TMP_DIR,
  USER_ANNOTATION,
} from './places';

/** Any user but root; the same as of the cluster’s pods, so that a restored volume is theirs. */
const MYSQL_UID = 999;
/** The agent’s exit code when another try would end the same way; see its main.ts. */
const FAILED_FOR_GOOD = 2;
/** To end uploads and remove what is half done. */
const GRACE_SECONDS = 60;
/** A Job that nobody looked at any more: what it has to say is in the store as well. */
const KEPT_SECONDS = 86_400;

/** What the `restricted` Pod Security Standard asks of each container. */
const CONTAINER_SECURITY = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
};

/** Less of V8’s young generation and of malloc’s arenas: 17 MB of 188 at the peak of two uploads. */
const NODE_ENV = [
  { name: 'MALLOC_ARENA_MAX', value: '2' },
  { name: 'NODE_OPTIONS', value: '--max-semi-space-size=1' },
];

/** The Job of a task. It needs no rights in Kubernetes, and nothing secret stands in it. */
export function agentJob(task: AgentTask): KubernetesObject {
  const { namespace, name, owner, settings, placement = {} } = task;
  const labels = {
    [AGENT_LABEL]: settings.verb,
    'app.kubernetes.io/name': 'mysql-ha-agent',
    'app.kubernetes.io/managed-by': API_GROUP,
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace,
      // Not its pods: those with this label are the cluster’s own.
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
      template: {
        metadata: {
          labels,
          annotations: {
            [SETTINGS_ANNOTATION]: JSON.stringify(settings),
            ...(task.login && { [USER_ANNOTATION]: task.login.user }),
          },
        },
        spec: {
          restartPolicy: 'Never',
          ...(task.mysqlImage && { initContainers: [copyContainer(task)] }),
          containers: [agentContainer(task)],
          volumes: agentVolumes(task).map(({ volume }) => volume),
          securityContext: {
            runAsNonRoot: true,
            runAsUser: MYSQL_UID,
            runAsGroup: MYSQL_UID,
            fsGroup: MYSQL_UID,
            fsGroupChangePolicy: 'OnRootMismatch',
            seccompProfile: { type: 'RuntimeDefault' },
          },
          terminationGracePeriodSeconds: GRACE_SECONDS,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          ...(placement.nodeSelector && {
            nodeSelector: placement.nodeSelector,
          }),
          ...(placement.tolerations && { tolerations: placement.tolerations }),
          ...(placement.imagePullSecrets && {
            imagePullSecrets: placement.imagePullSecrets,
          }),
        },
      },
    },
  };
}

/** Brings Node and the agent into the cluster’s own image, whatever that is. */
function copyContainer(task: AgentTask) {
  return {
    name: 'copy',
    image: task.agentImage,
    imagePullPolicy: 'IfNotPresent',
    args: ['copy', PROGRAM_DIR],
    resources: resources(task),
    securityContext: CONTAINER_SECURITY,
    volumeMounts: [{ name: 'program', mountPath: PROGRAM_DIR }],
  };
}

function agentContainer(task: AgentTask) {
  const { mysqlImage } = task;
  return {
    name: 'agent',
    image: mysqlImage ?? task.agentImage,
    imagePullPolicy: 'IfNotPresent',
    ...(mysqlImage && {
      command: [`${PROGRAM_DIR}/node`, `${PROGRAM_DIR}/agent.cjs`],
    }),
    env: [
      ...NODE_ENV,
      { name: 'MYSQLHA_SETTINGS', value: `${SETTINGS_DIR}/settings.json` },
      { name: 'TMPDIR', value: TMP_DIR },
    ],
    resources: resources(task),
    securityContext: CONTAINER_SECURITY,
    volumeMounts: agentVolumes(task).map(({ volume, path, readOnly }) => ({
      name: volume.name,
      mountPath: path,
      ...(readOnly && { readOnly }),
    })),
  };
}

function resources({ memory }: AgentTask) {
  return { requests: { cpu: '100m', memory }, limits: { memory } };
}
