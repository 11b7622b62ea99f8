import { useApi } from '@backstage/frontend-plugin-api';
import type {
  BackupsView,
  ClusterEvents,
  ClusterKey,
  LagHistory,
  OperationView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useCallback } from 'react';
import { mysqlHaApiRef } from '../api';
import { LiveSource, useLive } from '../live';
import { useConcerns } from './useClusterView';

/** Samples come every few seconds whether or not anything changes, so signals don't announce them. */
const LAG_PACE = { announced: 5_000, silent: 5_000 };
const EVENTS_PACE = { announced: 30_000, silent: 10_000 };

/** An operation changes without its cluster, and a person waits for it. */
const OPERATIONS_PACE = { announced: 5_000, silent: 3_000 };

/** Backups announce their changes, but the places where they lie don’t. */
const BACKUPS_PACE = { announced: 10_000, silent: 3_000 };
const never = () => false;

/** The lag of the last hour, live. */
export function useLag(cluster: ClusterKey): LiveSource<LagHistory> {
  const { namespace, name } = cluster;
  const api = useApi(mysqlHaApiRef);
  const read = useCallback(
    () => api.getLag({ namespace, name }),
    [api, namespace, name],
  );
  return useLive(read, never, LAG_PACE);
}

/** The Kubernetes events, live. */
export function useEvents(cluster: ClusterKey): LiveSource<ClusterEvents> {
  const { namespace, name } = cluster;
  const api = useApi(mysqlHaApiRef);
  const read = useCallback(
    () => api.getEvents({ namespace, name }),
    [api, namespace, name],
  );
  return useLive(read, useConcerns(cluster), EVENTS_PACE);
}

/** The operations that are kept, live. */
export function useOperations(
  cluster: ClusterKey,
): LiveSource<OperationView[]> {
  const { namespace, name } = cluster;
  const api = useApi(mysqlHaApiRef);
  const read = useCallback(
    () => api.listOperations({ namespace, name }),
    [api, namespace, name],
  );
  return useLive(read, useConcerns(cluster), OPERATIONS_PACE);
}

/** Backups, schedules, restores and locations, live. */
export function useBackups(cluster: ClusterKey): LiveSource<BackupsView> {
  const { namespace, name } = cluster;
  const api = useApi(mysqlHaApiRef);
  const read = useCallback(
    () => api.getBackups({ namespace, name }),
    [api, namespace, name],
  );
  return useLive(read, useConcerns(cluster), BACKUPS_PACE);
}
