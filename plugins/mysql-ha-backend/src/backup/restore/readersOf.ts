import {
  API_GROUP_VERSION,
  MySQLBackup,
  MySQLRestore,
  mysqlRestoreSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject, PortalKubernetes } from '../../kubernetes';
import { namespacesOf } from './namespacesOf';
import { placeOf } from './placeOf';
import { locationOf, pathOf } from './whereItReads';

type Watched = Pick<
  PortalKubernetes,
  'getWatched' | 'listWatched' | 'getCluster'
>;

/**
 * Which restores read a backup, or are about to, as `namespace/name`: its data stay until they are through. The API server
 * itself is asked, wherever the place of the backup can be read from, since another operator may have begun one just now.
 */
export async function readersOf(
  kubernetes: Watched & Pick<PortalKubernetes, 'list'>,
  backup: MySQLBackup,
): Promise<readonly string[]> {
  const { namespace } = backup.metadata;
  const place = placeOf(kubernetes, namespace, backup.spec.locationName);
  const namespaces = new Set([
    namespace,
    ...(place === undefined ? [] : namespacesOf(kubernetes, place)),
  ]);
  const listed = await Promise.all(
    [...namespaces].map(one =>
      kubernetes.list({
        ...{ apiVersion: API_GROUP_VERSION, kind: 'MySQLRestore' },
        namespace: one,
      }),
    ),
  );
  return readersAmong(kubernetes, backup, listed.flat());
}

/** The same of those that the watch shows, which is enough to leave a backup alone for now. */
export function watchedReadersOf(
  kubernetes: Watched,
  backup: MySQLBackup,
): readonly string[] {
  const watched = kubernetes.listWatched('MySQLRestore');
  return readersAmong(kubernetes, backup, watched);
}

function readersAmong(
  kubernetes: Watched,
  backup: MySQLBackup,
  restores: readonly KubernetesObject[],
): readonly string[] {
  return restores
    .flatMap(object => mysqlRestoreSchema.safeParse(object).data ?? [])
    .filter(restore => reads(kubernetes, restore, backup))
    .map(({ metadata: { namespace, name } }) => `${namespace}/${name}`)
    .sort();
}

function reads(
  kubernetes: Watched,
  restore: MySQLRestore,
  { metadata, spec, status }: MySQLBackup,
): boolean {
  if (isOver(restore)) return false;
  const { source } = restore.spec;
  if (restore.status.path === undefined) {
    // One that is being made is nobody’s yet: who waits for it waits for another one then.
    if (status.phase !== 'Succeeded') return false;
    if (source.backupName !== undefined)
      return (
        source.backupName === metadata.name &&
        restore.metadata.namespace === metadata.namespace
      );
  }
  const path = pathOf(restore);
  if (path === undefined || !leadsTo(path, status.path)) return false;
  const { namespace } = restore.metadata;
  const location = locationOf(kubernetes, restore);
  const from = location && placeOf(kubernetes, namespace, location);
  // One of which nobody can tell where it reads is taken for a reader.
  return (
    from === undefined ||
    from === placeOf(kubernetes, metadata.namespace, spec.locationName)
  );
}

function isOver({ metadata, status }: MySQLRestore): boolean {
  return (
    metadata.deletionTimestamp !== undefined ||
    status.phase === 'Succeeded' ||
    status.phase === 'Failed'
  );
}

/** While a restore looks for the newest backup of a cluster, it may choose each of them. */
function leadsTo(read: string, path: string | undefined): boolean {
  const folder = read.replace(/\/+$/, '');
  return path === folder || Boolean(path?.startsWith(`${folder}/`));
}
