import { ClusterKey } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { KubernetesAdapter } from '../kubernetes';
import { RECLAIM_POLICY_ANNOTATION } from '../resources';

const claimSchema = z.object({
  spec: z.object({ volumeName: z.string().optional() }).prefault({}),
});

/** Lets a volume go with its claim, as its class says, and deletes the claim; unless that has another volume. */
export async function dropVolume(
  kubernetes: Pick<KubernetesAdapter, 'read' | 'delete' | 'mergePatch'>,
  { namespace }: ClusterKey,
  { volume, claim }: { readonly volume: string; readonly claim: string },
): Promise<void> {
  const claimKey = {
    ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
    ...{ namespace, name: claim },
  };
  const found = await kubernetes.read(claimKey);
  if (!found || claimSchema.parse(found).spec.volumeName !== volume) return;
  const volumeKey = {
    ...{ apiVersion: 'v1', kind: 'PersistentVolume' },
    name: volume,
  };
  const { metadata } = (await kubernetes.read(volumeKey)) ?? {};
  const policy = metadata?.annotations?.[RECLAIM_POLICY_ANNOTATION];
  if (policy)
    await kubernetes.mergePatch(volumeKey, {
      metadata: { annotations: { [RECLAIM_POLICY_ANNOTATION]: null } },
      spec: { persistentVolumeReclaimPolicy: policy },
    });
  await kubernetes.delete(claimKey, { uid: found.metadata.uid });
}
