import { useApi } from '@backstage/frontend-plugin-api';
import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useCallback } from 'react';
import { mysqlHaApiRef } from '../api';
import { useAccepted } from '../ui';

/** Changes the spec of a cluster and says that it was accepted. */
export function usePatch(cluster: ClusterView, onDone: () => void) {
  const api = useApi(mysqlHaApiRef);
  const accept = useAccepted(onDone);
  const { namespace, name } = cluster;
  return useCallback(
    async (spec: Record<string, unknown>, accepted: string) => {
      await api.patchCluster({ namespace, name }, spec);
      accept(accepted, 'success');
    },
    [api, accept, namespace, name],
  );
}
