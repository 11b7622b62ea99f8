import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { KubernetesObject } from '../kubernetes/types';
import { RECLAIM_POLICY_ANNOTATION } from './labels';

const volumeSchema = z.looseObject({
  spec: z.looseObject({ persistentVolumeReclaimPolicy: z.string() }),
});

/** A JSON merge patch of a PersistentVolume. */
export interface ReclaimPatch {
  readonly volume: string;
  readonly patch: {
    readonly metadata: {
      readonly annotations: Readonly<Record<string, string | null>>;
    };
    readonly spec: { readonly persistentVolumeReclaimPolicy: string };
  };
}

/**
 * What to patch on the PersistentVolumes of a cluster so that `deletionPolicy: Retain` holds also when the whole namespace
 * is deleted and takes the claims along. With `Delete` a volume gets back the policy that it had: what its class does
 * with a released volume is the platform’s choice.
 */
export function reclaimPatches(
  { spec }: MySQLCluster,
  volumes: readonly KubernetesObject[],
): readonly ReclaimPatch[] {
  return volumes.flatMap((volume): ReclaimPatch[] => {
    const { persistentVolumeReclaimPolicy: now } =
      volumeSchema.parse(volume).spec;
    const before = volume.metadata.annotations?.[RECLAIM_POLICY_ANNOTATION];
    const { name } = volume.metadata;
    if (spec.deletionPolicy === 'Retain') {
      return now === 'Retain' ? [] : [patch(name, 'Retain', now)];
    }
    return before === undefined ? [] : [patch(name, before, null)];
  });
}

function patch(
  volume: string,
  policy: string,
  before: string | null,
): ReclaimPatch {
  return {
    volume,
    patch: {
      metadata: { annotations: { [RECLAIM_POLICY_ANNOTATION]: before } },
      spec: { persistentVolumeReclaimPolicy: policy },
    },
  };
}
