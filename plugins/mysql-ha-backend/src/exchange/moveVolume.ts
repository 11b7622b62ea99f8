import {
  API_GROUP,
  ClusterKey,
  VolumeMove,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { KubernetesAdapter, KubernetesObject } from '../kubernetes';
import {
  clusterLabels,
  DATA_VOLUME,
  RECLAIM_POLICY_ANNOTATION,
} from '../resources';

/** On a claim that keeps what a cluster had before a restore: the cluster. Not the label of its own claims. */
const KEPT_FROM_LABEL = `${API_GROUP}/kept-from`;

const volumeSchema = z.object({
  spec: z.object({
    persistentVolumeReclaimPolicy: z.string().optional(),
    storageClassName: z.string().optional(),
    accessModes: z.array(z.string()).default(['ReadWriteOnce']),
    volumeMode: z.string().optional(),
    claimRef: z
      .object({
        namespace: z.string().optional(),
        name: z.string().optional(),
        uid: z.string().nullish(),
      })
      .optional(),
  }),
});
const claimSchema = z.object({
  spec: z.object({ volumeName: z.string().optional() }).prefault({}),
  status: z.object({ phase: z.string().optional() }).prefault({}),
});

/** It can’t be done, however often it is tried. */
export class MoveRefused extends Error {
  override readonly name = 'MoveRefused';
}

/**
 * Gives a volume to another claim, one step at a time, each of which is safe to repeat: the volume is kept whatever becomes of
 * its claims, the old claim goes, the volume is reserved for the new one, and that is made
 * (https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume).
 *
 * @returns whether it has it
 * @throws MoveRefused
 */
export async function moveVolume(
  kubernetes: Pick<
    KubernetesAdapter,
    'read' | 'create' | 'delete' | 'mergePatch'
  >,
  cluster: ClusterKey,
  { volume, from, to, size }: VolumeMove,
): Promise<boolean> {
  const { namespace } = cluster;
  const claimKey = (name: string) => ({
    ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
    ...{ namespace, name },
  });
  const volumeKey = {
    ...{ apiVersion: 'v1', kind: 'PersistentVolume' },
    name: volume,
  };
  const target = await kubernetes.read(claimKey(to));
  // Whatever it has, it goes, and a set that finds none makes an empty one.
  if (target?.metadata.deletionTimestamp) return false;
  if (target) {
    const { spec, status } = claimSchema.parse(target);
    if (spec.volumeName === volume) {
      if (status.phase === 'Lost') throw goneFor(volume);
      return status.phase === 'Bound';
    }
    throw new MoveRefused(
      `the volume claim ${to} is there already, with another volume than ${volume}`,
    );
  }
  const found = await kubernetes.read(volumeKey);
  if (!found) throw goneFor(volume);
  const { spec } = volumeSchema.parse(found);
  const source = await kubernetes.read(claimKey(from));
  const isHeld =
    source !== undefined &&
    claimSchema.parse(source).spec.volumeName === volume;
  // A volume is kept before its claim goes: else it was let go, and may be emptied by now, or somebody else’s.
  if (!isHeld && !isKeptFor(cluster, found, [from, to])) throw goneFor(volume);
  if (spec.persistentVolumeReclaimPolicy !== 'Retain') {
    await kubernetes.mergePatch(volumeKey, {
      metadata: {
        annotations: {
          [RECLAIM_POLICY_ANNOTATION]: spec.persistentVolumeReclaimPolicy,
        },
      },
      spec: { persistentVolumeReclaimPolicy: 'Retain' },
    });
  }
  const { claimRef } = spec;
  const isReserved =
    claimRef?.name === to &&
    claimRef.namespace === namespace &&
    // With the uid of a claim that is gone it is nobody else’s.
    !claimRef.uid;
  if (!isReserved) {
    if (isHeld) {
      if (!source.metadata.deletionTimestamp)
        await kubernetes.delete(claimKey(from), { uid: source.metadata.uid });
      return false;
    }
    await kubernetes.mergePatch(volumeKey, {
      spec: {
        claimRef: {
          ...{ ...claimKey(to), uid: null, resourceVersion: null },
        },
      },
    });
  }
  await kubernetes.create(claimOf(cluster, found, { volume, to, size }));
  return false;
}

/** Whether it stays without a claim, for one of these. */
function isKeptFor(
  { namespace }: ClusterKey,
  volume: KubernetesObject,
  claims: readonly string[],
): boolean {
  const { claimRef, persistentVolumeReclaimPolicy } =
    volumeSchema.parse(volume).spec;
  return (
    persistentVolumeReclaimPolicy === 'Retain' &&
    claimRef?.namespace === namespace &&
    claims.includes(claimRef.name ?? '')
  );
}

function goneFor(volume: string): MoveRefused {
  return new MoveRefused(`the volume ${volume} is gone`);
}

function claimOf(
  cluster: ClusterKey,
  found: KubernetesObject,
  { volume, to, size }: Pick<VolumeMove, 'volume' | 'to' | 'size'>,
): KubernetesObject {
  const { spec } = volumeSchema.parse(found);
  const own = to.startsWith(`${DATA_VOLUME}-`);
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: to,
      namespace: cluster.namespace,
      labels: own
        ? clusterLabels(cluster)
        : { [KEPT_FROM_LABEL]: cluster.name },
    },
    spec: {
      volumeName: volume,
      accessModes: spec.accessModes,
      resources: { requests: { storage: size } },
      // A volume without a class is found by claims that ask for none.
      storageClassName: spec.storageClassName ?? '',
      ...(spec.volumeMode && { volumeMode: spec.volumeMode }),
    },
  };
}
