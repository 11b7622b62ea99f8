import { VOLUME_DIR } from '../../resources/paths';
import { AgentWork } from './AgentTask';
import {
  PROGRAM_DIR,
  SCRATCH_DIR,
  SECRETS_DIR,
  SETTINGS_ANNOTATION,
  SETTINGS_DIR,
  TMP_DIR,
  USER_ANNOTATION,
} from './places';

/** A volume of the pod, and where the agent has it. */
interface MountedVolume {
  readonly volume: Readonly<Record<string, unknown>> & {
    readonly name: string;
  };
  readonly path: string;
  readonly readOnly?: boolean;
}

/** Readable for the group, which fsGroup makes the agent’s; for nobody else. */
const SECRET_MODE = 0o440;

const IN_MEMORY = { medium: 'Memory', sizeLimit: '16Mi' };

/** The volumes of an agent’s pod. */
export function agentVolumes(work: AgentWork): readonly MountedVolume[] {
  const { store, login, scratch, dataClaim, mysqlImage } = work;
  return [
    annotated('settings', SETTINGS_ANNOTATION),
    { volume: { name: 'tmp', emptyDir: IN_MEMORY }, path: TMP_DIR },
    secret('store', store.keys.secret),
    ...(store.caSecret ? [secret('store-ca', store.caSecret)] : []),
    ...(mysqlImage
      ? [{ volume: { name: 'program', emptyDir: {} }, path: PROGRAM_DIR }]
      : []),
    ...(login ? [loginOf(login)] : []),
    ...(scratch ? [scratchOf(scratch)] : []),
    ...(dataClaim
      ? [
          {
            volume: {
              name: 'data',
              persistentVolumeClaim: { claimName: dataClaim },
            },
            path: VOLUME_DIR,
          },
        ]
      : []),
  ];
}

function annotated(name: string, annotation: string): MountedVolume {
  return {
    volume: {
      name,
      downwardAPI: { items: [fromAnnotation(`${name}.json`, annotation)] },
    },
    path: SETTINGS_DIR,
    readOnly: true,
  };
}

function secret(name: string, secretName: string): MountedVolume {
  return {
    volume: { name, secret: { secretName, defaultMode: SECRET_MODE } },
    path: `${SECRETS_DIR}/${name}`,
    readOnly: true,
  };
}

/** One password of the Secret with all of the engine’s, under the names that the agent knows. */
function loginOf({
  secret: name,
}: NonNullable<AgentWork['login']>): MountedVolume {
  return {
    volume: {
      name: 'mysql',
      projected: {
        defaultMode: SECRET_MODE,
        sources: [
          {
            secret: {
              name,
              items: [{ key: 'backup-password', path: 'password' }],
            },
          },
          {
            downwardAPI: {
              items: [fromAnnotation('username', USER_ANNOTATION)],
            },
          },
        ],
      },
    },
    path: `${SECRETS_DIR}/mysql`,
    readOnly: true,
  };
}

/** Made with the pod and gone with it. */
function scratchOf(scratch: NonNullable<AgentWork['scratch']>): MountedVolume {
  if (scratch === 'node' || 'onNode' in scratch) {
    const emptyDir = scratch === 'node' ? {} : { sizeLimit: scratch.onNode };
    return { volume: { name: 'scratch', emptyDir }, path: SCRATCH_DIR };
  }
  const { size, storageClassName } = scratch;
  return {
    volume: {
      name: 'scratch',
      ephemeral: {
        volumeClaimTemplate: {
          spec: {
            accessModes: ['ReadWriteOnce'],
            ...(storageClassName && { storageClassName }),
            resources: { requests: { storage: size } },
          },
        },
      },
    },
    path: SCRATCH_DIR,
  };
}

function fromAnnotation(path: string, annotation: string) {
  return {
    path,
    fieldRef: { fieldPath: `metadata.annotations['${annotation}']` },
  };
}
