import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ClusterKey,
  ClusterSignal,
  ClusterView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useCallback } from 'react';
import { mysqlHaApiRef } from '../api';
import { LiveSource, useLive } from '../live';

/** Whether a signal is about this cluster; stable while the cluster is the same. */
export function useConcerns({ namespace, name }: ClusterKey) {
  return useCallback(
    (signal: ClusterSignal) =>
      signal.namespace === namespace && signal.name === name,
    [namespace, name],
  );
}

/** One cluster, live. */
export function useClusterView(cluster: ClusterKey): LiveSource<ClusterView> {
  const { namespace, name } = cluster;
  const api = useApi(mysqlHaApiRef);
  const read = useCallback(
    () => api.getCluster({ namespace, name }),
    [api, namespace, name],
  );
  return useLive(read, useConcerns(cluster));
}
