import { ConflictError } from '@backstage/errors';
import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesAdapter, KubernetesObject } from '../../kubernetes';

/** @returns what the API server has against a cluster that is to be created, before anything is restored for it */
export async function tryOutCluster(
  kubernetes: Pick<KubernetesAdapter, 'create'>,
  cluster: MySQLCluster,
): Promise<string | undefined> {
  try {
    await kubernetes.create(manifestOf(cluster), { dryRun: true });
    return undefined;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'InputError') throw error;
    return `The new cluster is refused (${error.message}): make a restore with a target.clusterSpec that is not. Nothing was restored.`;
  }
}

/** Creates a cluster; one that is there already is looked at in the next turn. */
export async function createCluster(
  kubernetes: Pick<KubernetesAdapter, 'create'>,
  cluster: MySQLCluster,
): Promise<void> {
  try {
    await kubernetes.create(manifestOf(cluster));
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}

/** As it is sent to the API server, which gives it the rest. */
function manifestOf({
  apiVersion,
  kind,
  metadata,
  spec,
}: MySQLCluster): KubernetesObject {
  const { name, namespace, annotations } = metadata;
  return { apiVersion, kind, metadata: { name, namespace, annotations }, spec };
}
