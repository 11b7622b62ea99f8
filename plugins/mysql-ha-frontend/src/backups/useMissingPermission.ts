import { usePermission } from '@backstage/plugin-permission-react';
import {
  clusterCreatePermission,
  clusterCredentialsPermission,
  clusterDeletePermission,
  ClusterKey,
  clusterOperatePermission,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { BackupAction } from './BackupMenu';

/** What this panel can ask for. */
export type BackupsAction = BackupAction | 'create';

/**
 * Which permission is missing for an action, if one is. Until it is known none is: the backend decides in any case. A
 * restore needs two, as it gives all data of a cluster, and makes another one or replaces what this one has.
 */
export function useMissingPermission({
  namespace,
  name,
}: ClusterKey): (action: BackupsAction) => string | undefined {
  const resourceRef = `${namespace}/${name}`;
  const operate = usePermission({
    permission: clusterOperatePermission,
    resourceRef,
  });
  const remove = usePermission({
    permission: clusterDeletePermission,
    resourceRef,
  });
  const create = usePermission({ permission: clusterCreatePermission });
  const credentials = usePermission({
    permission: clusterCredentialsPermission,
    resourceRef,
  });
  const lacking = (
    { loading, allowed }: typeof operate,
    permission: { readonly name: string },
  ) => (loading || allowed ? undefined : permission.name);
  return action => {
    switch (action) {
      case 'create':
      case 'prove':
        return lacking(operate, clusterOperatePermission);
      case 'delete':
        return lacking(remove, clusterDeletePermission);
      case 'restore':
        // Into a new cluster, or in place: who may do one of both may open the dialog, which says what is missing.
        return (
          lacking(credentials, clusterCredentialsPermission) ??
          (lacking(remove, clusterDeletePermission) &&
            lacking(create, clusterCreatePermission))
        );
      default:
        return action satisfies never;
    }
  };
}
