import { alertApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { ClusterView } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useCallback } from 'react';
import { mysqlHaApiRef } from '../api';

/** Changes the spec of a cluster and says that it was accepted. */
export function usePatch(cluster: ClusterView, onDone: () => void) {
  const api = useApi(mysqlHaApiRef);
  const alertApi = useApi(alertApiRef);
  const { namespace, name } = cluster;
  return useCallback(
    async (spec: Record<string, unknown>, accepted: string) => {
      await api.patchCluster({ namespace, name }, spec);
      alertApi.post({
        message: accepted,
        severity: 'success',
        display: 'transient',
      });
      onDone();
    },
    [api, alertApi, namespace, name, onDone],
  );
}
