import { useApi } from '@backstage/frontend-plugin-api';
import type {
  CreateRestore,
  RestoreView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useMemo } from 'react';
import { mysqlHaApiRef } from '../../api';
import { Followable, useRun } from '../../live';

/** Bytes flow for seconds to hours; a person sees them flow. */
const EVERY_MS = 1_000;

/** Whether a restore will not change any more. */
export function hasEnded({ status }: RestoreView): boolean {
  return status.phase === 'Succeeded' || status.phase === 'Failed';
}

/** Asks for a restore and follows it until it has ended. */
export function useRestoreRun() {
  const api = useApi(mysqlHaApiRef);
  const restores = useMemo(
    (): Followable<CreateRestore, RestoreView, undefined> => ({
      ask: async body => {
        await api.createRestore(body);
        return undefined;
      },
      read: ({ namespace, name }) => api.getRestore({ namespace, name }),
      hasEnded: seen => seen !== undefined && hasEnded(seen),
      everyMs: EVERY_MS,
    }),
    [api],
  );
  return useRun(restores);
}
