import {
  API_GROUP_VERSION,
  mysqlBackupSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { PortalKubernetes } from '../../kubernetes';
import { namespacesOf } from './namespacesOf';
import { placeOf } from './placeOf';

/**
 * Why a restore can’t read what lies at this path any more, when its data are being deleted. It is to be asked once the restore
 * is on the record as a reader: who deletes looks for readers after having said so, so that one of both sees the other.
 */
export async function backupBeingDeleted(
  kubernetes: Pick<PortalKubernetes, 'getWatched' | 'listWatched' | 'list'>,
  place: string,
  path: string,
): Promise<string | undefined> {
  const listed = await Promise.all(
    namespacesOf(kubernetes, place).map(namespace =>
      kubernetes.list({
        ...{ apiVersion: API_GROUP_VERSION, kind: 'MySQLBackup' },
        namespace,
      }),
    ),
  );
  const going = listed
    .flat()
    .flatMap(object => mysqlBackupSchema.safeParse(object).data ?? [])
    .find(
      ({ metadata, spec, status }) =>
        status.deletingSince !== undefined &&
        status.path === path &&
        placeOf(kubernetes, metadata.namespace, spec.locationName) === place,
    );
  return (
    going &&
    `The data of the backup ${going.metadata.name} are being deleted since ${going.status.deletingSince}: choose another backup, or an earlier or later moment.`
  );
}
