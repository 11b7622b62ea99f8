import {
  CLUSTER_LABEL,
  ROLE_LABEL,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { AgentWork } from './AgentTask';
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
/** To end uploads and remove what is half done. */
const GRACE_SECONDS = 60;

/** What the `restricted` Pod Security Standard asks of each container. */
const CONTAINER_SECURITY = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
};

/**
 * Less of V8’s young generation and of malloc’s arenas: 17 MB of 188 at the peak of two uploads. With `--expose-gc` the agent
 * says when buffers are done with, of which V8 keeps 64 MB otherwise: 117 instead of 156 MB while it downloads.
 */
const NODE_ENV = [
  { name: 'MALLOC_ARENA_MAX', value: '2' },
  { name: 'NODE_OPTIONS', value: '--max-semi-space-size=1 --expose-gc' },
];

/** The pod of an agent. It needs no rights in Kubernetes, and nothing secret stands in it. */
export function agentPod(
  work: AgentWork,
  restartPolicy: 'Never' | 'Always',
  labels: Readonly<Record<string, string>>,
) {
  const { settings, placement = {} } = work;
  return {
    metadata: {
      labels,
      annotations: {
        [SETTINGS_ANNOTATION]: JSON.stringify(settings),
        ...(work.login && { [USER_ANNOTATION]: work.login.user }),
      },
    },
    spec: {
      restartPolicy,
      ...(work.mysqlImage && { initContainers: [copyContainer(work)] }),
      containers: [agentContainer(work)],
      volumes: agentVolumes(work).map(({ volume }) => volume),
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
      ...(work.awayFromPrimary && { affinity: awayFromPrimary(work) }),
      ...(placement.nodeSelector && {
        nodeSelector: placement.nodeSelector,
      }),
      ...(placement.tolerations && { tolerations: placement.tolerations }),
      ...(placement.imagePullSecrets && {
        imagePullSecrets: placement.imagePullSecrets,
      }),
    },
  };
}

/** A wish, as a cluster of one node has no other. */
function awayFromPrimary({ cluster = '' }: AgentWork) {
  const primary = { [CLUSTER_LABEL]: cluster, [ROLE_LABEL]: 'primary' };
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: {
            labelSelector: { matchLabels: primary },
            topologyKey: 'kubernetes.io/hostname',
          },
        },
      ],
    },
  };
}

/** Brings Node and the agent into the cluster’s own image, whatever that is. */
function copyContainer(work: AgentWork) {
  return {
    name: 'copy',
    image: work.agentImage,
    imagePullPolicy: 'IfNotPresent',
    args: ['copy', PROGRAM_DIR],
    resources: resources(work),
    securityContext: CONTAINER_SECURITY,
    volumeMounts: [{ name: 'program', mountPath: PROGRAM_DIR }],
  };
}

function agentContainer(work: AgentWork) {
  const { mysqlImage } = work;
  return {
    name: 'agent',
    image: mysqlImage ?? work.agentImage,
    imagePullPolicy: 'IfNotPresent',
    ...(mysqlImage && {
      command: [`${PROGRAM_DIR}/node`, `${PROGRAM_DIR}/agent.cjs`],
    }),
    env: [
      ...NODE_ENV,
      { name: 'MYSQLHA_SETTINGS', value: `${SETTINGS_DIR}/settings.json` },
      { name: 'TMPDIR', value: TMP_DIR },
    ],
    resources: resources(work),
    securityContext: CONTAINER_SECURITY,
    volumeMounts: agentVolumes(work).map(({ volume, path, readOnly }) => ({
      name: volume.name,
      mountPath: path,
      ...(readOnly && { readOnly }),
    })),
  };
}

function resources({ memory, atRest }: AgentWork) {
  return { requests: atRest ?? { cpu: '100m', memory }, limits: { memory } };
}
