import { ConflictError, isError, NotFoundError } from '@backstage/errors';
import { KubernetesAdapter, KubernetesObject } from '../kubernetes';

/**
 * Makes sure that a namespace is there to create in.
 * @returns 'to be created' in a dry run without it
 * @throws NotFoundError when it is missing and may not be created; ConflictError when it is being deleted
 */
export async function prepareNamespace(
  kubernetes: KubernetesAdapter,
  name: string,
  options: { dryRun: boolean; createNamespace: boolean },
): Promise<'ready' | 'to be created'> {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', name };
  let found: KubernetesObject | undefined;
  try {
    found = await kubernetes.read(namespace);
  } catch (error) {
    // An operator confined to some namespaces may not look; the creation itself will tell.
    if (isError(error) && error.name === 'NotAllowedError') return 'ready';
    throw error;
  }
  if (found?.metadata.deletionTimestamp) {
    throw new ConflictError(
      `Namespace ${name} is being deleted, so nothing can be created in it: wait until it is gone, or choose another one`,
    );
  }
  if (found) return 'ready';
  if (!options.createNamespace) {
    throw new NotFoundError(
      `There is no namespace ${name}: create it with kubectl create namespace ${name}, or allow it with createNamespace: true`,
    );
  }
  if (options.dryRun) return 'to be created';
  await kubernetes.apply({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  });
  return 'ready';
}
