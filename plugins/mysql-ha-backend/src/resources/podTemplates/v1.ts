import {
  MYSQL_PORT,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { clusterLabels, instanceSelector } from '../labels';
import {
  configMapName,
  DATA_VOLUME,
  SUPERVISOR_PORT,
  systemSecretName,
} from '../names';
import {
  BIN_DIR,
  CONFIG_DIR,
  RUN_DIR,
  SECRET_DIR,
  TMP_DIR,
  VOLUME_DIR,
} from '../paths';
import { SUPERVISOR_KEYS } from '../systemSecret';
import { Container, PodTemplate, PodTemplateInput } from './PodTemplate';
import { antiAffinity, topologySpread } from './spreading';

/** The official image’s mysql user; any other image runs with it as well, since nothing in it has to belong to it. */
const MYSQL_UID = 999;

/** The supervisor needs up to 25 s to stop mysqld; after this kubelet kills both. */
const GRACE_SECONDS = 40;

/** What the `restricted` Pod Security Standard asks of each container. */
const CONTAINER_SECURITY = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
};

/**
 * Version 1 of the pods. It must not change once it was released: a new operator goes on applying it to the clusters that
 * have it, so that its own upgrade restarts no MySQL. Improvements go into a new version.
 */
export function podTemplateV1(input: PodTemplateInput): PodTemplate {
  const { cluster } = input;
  const { metadata, spec } = cluster;
  const custom = spec.podTemplate ?? {};
  return {
    metadata: {
      labels: {
        ...custom.labels,
        ...clusterLabels(metadata),
        ...instanceSelector(metadata),
      },
      annotations: { ...custom.annotations },
    },
    spec: {
      initContainers: [supervisorContainer(input)],
      containers: [mysqlContainer(cluster)],
      volumes: volumes(cluster),
      securityContext: {
        runAsNonRoot: true,
        runAsUser: MYSQL_UID,
        runAsGroup: MYSQL_UID,
        fsGroup: MYSQL_UID,
        // A big volume would otherwise be walked file by file at each start.
        fsGroupChangePolicy: 'OnRootMismatch',
        seccompProfile: { type: 'RuntimeDefault' },
      },
      terminationGracePeriodSeconds: GRACE_SECONDS,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      affinity: custom.affinity ?? antiAffinity(cluster),
      topologySpreadConstraints:
        custom.topologySpread ?? topologySpread(cluster),
      ...(custom.nodeSelector && { nodeSelector: custom.nodeSelector }),
      ...(custom.tolerations && { tolerations: custom.tolerations }),
      ...(custom.priorityClassName && {
        priorityClassName: custom.priorityClassName,
      }),
      ...(custom.imagePullSecrets && {
        imagePullSecrets: custom.imagePullSecrets,
      }),
    },
  };
}

function supervisorContainer({
  cluster,
  supervisorImage,
}: PodTemplateInput): Container {
  return {
    name: 'supervisor',
    image: supervisorImage,
    imagePullPolicy: 'IfNotPresent',
    args: ['copy', `${BIN_DIR}/supervisor`],
    // Where a quota asks each container for its bounds, these cost nothing: the larger of both counts.
    resources: cluster.spec.resources,
    securityContext: CONTAINER_SECURITY,
    volumeMounts: [{ name: 'bin', mountPath: BIN_DIR }],
  };
}

function mysqlContainer({ spec }: MySQLCluster): Container {
  return {
    name: 'mysql',
    image: spec.image,
    // A restart must never change the version by itself, as it would with a moving tag.
    imagePullPolicy: 'IfNotPresent',
    command: [`${BIN_DIR}/supervisor`, 'run'],
    env: [
      fromField('POD_NAME', 'metadata.name'),
      fromField('POD_NAMESPACE', 'metadata.namespace'),
      fromField('POD_IP', 'status.podIP'),
    ],
    ports: [
      { name: 'mysql', containerPort: MYSQL_PORT, protocol: 'TCP' },
      { name: 'supervisor', containerPort: SUPERVISOR_PORT, protocol: 'TCP' },
    ],
    resources: spec.resources,
    securityContext: CONTAINER_SECURITY,
    volumeMounts: [
      { name: DATA_VOLUME, mountPath: VOLUME_DIR },
      { name: 'run', mountPath: RUN_DIR },
      { name: 'tmp', mountPath: TMP_DIR },
      { name: 'bin', mountPath: BIN_DIR, readOnly: true },
      { name: 'config', mountPath: CONFIG_DIR, readOnly: true },
      { name: 'secret', mountPath: SECRET_DIR, readOnly: true },
    ],
    readinessProbe: {
      httpGet: { path: '/readyz', port: SUPERVISOR_PORT },
      periodSeconds: 2,
      timeoutSeconds: 2,
      failureThreshold: 2,
    },
    // Only a supervisor that has answered nothing for two minutes is given up: neither crash recovery nor a clone is killed.
    livenessProbe: {
      httpGet: { path: '/healthz', port: SUPERVISOR_PORT },
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 12,
    },
  };
}

function volumes({ metadata }: MySQLCluster) {
  return [
    { name: 'bin', emptyDir: {} },
    // In memory: the socket, and the init file with the system users’ passwords.
    { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '16Mi' } },
    { name: 'tmp', emptyDir: {} },
    { name: 'config', configMap: { name: configMapName(metadata) } },
    {
      name: 'secret',
      secret: {
        secretName: systemSecretName(metadata),
        items: SUPERVISOR_KEYS.map(key => ({ key, path: key })),
        // Readable for the group, which fsGroup makes ours; for nobody else.
        defaultMode: 0o440,
      },
    },
  ];
}

function fromField(name: string, fieldPath: string) {
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}
