import {
  MySQLCluster,
  parseQuantity,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { KubernetesObject } from '../kubernetes/types';
import { DATA_VOLUME } from './names';

const claimSchema = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    storageClassName: z.string().optional(),
    volumeName: z.string().optional(),
    resources: z.looseObject({
      requests: z.looseObject({ storage: z.string() }),
    }),
  }),
});

const statefulSetSchema = z.looseObject({
  spec: z.looseObject({ volumeClaimTemplates: z.array(claimSchema) }),
});

const storageClassSchema = z.looseObject({
  allowVolumeExpansion: z.boolean().default(false),
});

/** What the growth of volumes depends on. */
export interface VolumesNow {
  /** The StatefulSet, if there is one. */
  readonly statefulSet?: KubernetesObject;
  /** The claims of the cluster’s instances. */
  readonly claims: readonly KubernetesObject[];
  /** The StorageClasses of these claims, as far as they exist and may be read. */
  readonly storageClasses: readonly KubernetesObject[];
}

/** What has to be done so that the volumes become as large as the spec says. */
export interface VolumePlan {
  /** Claims to patch with `spec.resources.requests.storage`. */
  readonly grow: readonly { readonly claim: string; readonly size: string }[];
  /**
   * The StatefulSet’s claim templates can’t be changed: delete it with propagation Orphan, which leaves the pods running,
   * and apply it again. Only after every claim was patched.
   */
  readonly recreateStatefulSet: boolean;
  /** What the StatefulSet’s claim template should ask for: the spec’s size, or the old one while growing is refused. */
  readonly templateSize: string;
  /** What can’t be done, each with its remedy. */
  readonly refusals: readonly string[];
}

/** Compares the volumes with the spec. Growing is always planned, also for a full disk; shrinking never. */
export function volumePlan(cluster: MySQLCluster, now: VolumesNow): VolumePlan {
  const { size } = cluster.spec.storage;
  const wanted = parseQuantity(size) ?? 0;
  const grow: { claim: string; size: string }[] = [];
  const refusals: string[] = [];
  for (const claim of now.claims) {
    const { spec } = claimSchema.parse(claim);
    const { name } = claim.metadata;
    const asked = parseQuantity(spec.resources.requests.storage) ?? 0;
    if (asked > wanted) {
      refusals.push(
        `storage.size is ${size}, but volume claim ${name} has ${spec.resources.requests.storage} and can’t shrink: set storage.size to ${spec.resources.requests.storage} or more`,
      );
    } else if (asked < wanted) {
      const fixed = fixedClass(spec.storageClassName, now.storageClasses);
      if (fixed === undefined) grow.push({ claim: name, size });
      else {
        refusals.push(
          `storage.size is ${size}, but StorageClass ${fixed} of volume claim ${name} does not allow growing: set allowVolumeExpansion there if its driver can, or move to a new cluster. The volumes stay as they are`,
        );
      }
    }
  }
  const template = templateSize(now.statefulSet);
  const refused = refusals.length > 0 && template !== undefined;
  return {
    grow,
    refusals,
    recreateStatefulSet:
      !refused && template !== undefined && parseQuantity(template) !== wanted,
    templateSize: refused ? template : size,
  };
}

/** The class that forbids growing; undefined when it allows it or is not known, so that the API server decides. */
function fixedClass(
  name: string | undefined,
  classes: readonly KubernetesObject[],
): string | undefined {
  const found = classes.find(({ metadata }) => metadata.name === name);
  if (!found || storageClassSchema.parse(found).allowVolumeExpansion) {
    return undefined;
  }
  return name;
}

function templateSize(
  statefulSet: KubernetesObject | undefined,
): string | undefined {
  if (!statefulSet) return undefined;
  const { volumeClaimTemplates } = statefulSetSchema.parse(statefulSet).spec;
  return volumeClaimTemplates.find(
    ({ metadata }) => metadata.name === DATA_VOLUME,
  )?.spec.resources.requests.storage;
}
