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
 * restore needs two, as it makes a cluster and gives all data of another one.
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
        return lacking(operate, clusterOperatePermission);
      case 'delete':
        return lacking(remove, clusterDeletePermission);
      case 'restore':
        return (
          lacking(create, clusterCreatePermission) ??
          lacking(credentials, clusterCredentialsPermission)
        );
      default:
        return action satisfies never;
    }
  };
}
