import { useApi } from '@backstage/frontend-plugin-api';
import type {
  CreateRestore,
  CreateRestoreResult,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useMemo } from 'react';
import { mysqlHaApiRef } from '../../api';
import { Answer, useAnswer } from './useAnswer';

/** What the system says to a restore before it is begun: what would be created, or why it can’t be. */
export type RestorePreview = Answer<CreateRestoreResult>;

/**
 * Asks by a dry run whether a restore can be done and what would be created, again whenever the wish changes.
 * @param body - what is wished for; undefined while it is incomplete. The same wish must be the same object.
 */
export function useRestorePreview(
  body: CreateRestore | undefined,
): RestorePreview {
  const api = useApi(mysqlHaApiRef);
  const ask = useMemo(
    () => body && (() => api.createRestore({ ...body, dryRun: true })),
    [api, body],
  );
  return useAnswer(ask);
}
