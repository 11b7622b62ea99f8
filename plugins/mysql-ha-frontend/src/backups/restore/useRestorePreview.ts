import { useApi } from '@backstage/frontend-plugin-api';
import type {
  CreateRestore,
  CreateRestoreResult,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useEffect, useState } from 'react';
import { mysqlHaApiRef } from '../../api';

/** What the system says to a restore before it is begun. */
export type RestorePreview =
  | { readonly state: 'incomplete' }
  | { readonly state: 'asking' }
  | { readonly state: 'refused'; readonly reason: string }
  | { readonly state: 'feasible'; readonly result: CreateRestoreResult };

/** Somebody who types or drags pauses for so long when they mean it, in milliseconds. */
const PAUSE_MS = 300;

/**
 * Asks by a dry run whether a restore can be done and what would be created, again whenever the wish changes.
 * @param body - what is wished for; undefined while it is incomplete. The same wish must be the same object.
 */
export function useRestorePreview(
  body: CreateRestore | undefined,
): RestorePreview {
  const api = useApi(mysqlHaApiRef);
  const [preview, setPreview] = useState<RestorePreview>({
    state: 'incomplete',
  });

  useEffect(() => {
    if (!body) {
      setPreview({ state: 'incomplete' });
      return undefined;
    }
    let isCurrent = true;
    const show = (next: RestorePreview) => {
      if (isCurrent) setPreview(next);
    };
    show({ state: 'asking' });
    const timer = setTimeout(() => {
      api.createRestore({ ...body, dryRun: true }).then(
        result => show({ state: 'feasible', result }),
        error =>
          show({
            state: 'refused',
            reason: error instanceof Error ? error.message : String(error),
          }),
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [api, body]);

  return preview;
}
