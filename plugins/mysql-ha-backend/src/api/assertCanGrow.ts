import { InputError } from '@backstage/errors';
import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesAdapter, KubernetesObject } from '../kubernetes';
import { volumePlan } from '../resources';

/**
 * Asks before a size is written whether the volumes can become so large: afterwards nobody could take it back, because a
 * size never shrinks.
 * @throws InputError that names a volume, its StorageClass and the remedy
 */
export async function assertCanGrow(
  kubernetes: KubernetesAdapter,
  cluster: MySQLCluster,
  size: string,
): Promise<void> {
  const { metadata, spec } = cluster;
  if (size === spec.storage.size) return;
  const { refusals } = volumePlan(
    { ...cluster, spec: { ...spec, storage: { ...spec.storage, size } } },
    {
      claims: kubernetes.listOwned(
        'PersistentVolumeClaim',
        metadata.namespace,
        metadata.name,
      ),
      storageClasses: await storageClasses(kubernetes),
    },
  );
  const [refusal] = refusals;
  if (refusal) throw new InputError(`${refusal}, and nothing was changed.`);
}

async function storageClasses(
  kubernetes: KubernetesAdapter,
): Promise<readonly KubernetesObject[]> {
  try {
    return await kubernetes.list({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
    });
  } catch {
    // An operator confined to some namespaces may not look at cluster-scoped objects: Kubernetes will say it.
    return [];
  }
}
