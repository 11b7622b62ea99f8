import { useApi } from '@backstage/frontend-plugin-api';
import type {
  CreateRestore,
  RestoreView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { mysqlHaApiRef } from '../../api';

/** How far a restore is that this page asked for. */
export type RestoreRun =
  | { readonly state: 'idle' }
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly error: unknown }
  | {
      readonly state: 'following';
      /** Undefined until it was read once. */
      readonly restore?: RestoreView;
      /** Why it could not be read again; it goes on all the same. */
      readonly failure?: unknown;
    };

/** Bytes flow for seconds to hours; a person sees them flow. */
const EVERY_MS = 1_000;

/** Whether a restore will not change any more. */
export function hasEnded({ status }: RestoreView): boolean {
  return status.phase === 'Succeeded' || status.phase === 'Failed';
}

/** Asks for a restore and follows it until it has ended. */
export function useRestoreRun() {
  const api = useApi(mysqlHaApiRef);
  const [run, setRun] = useState<RestoreRun>({ state: 'idle' });
  const current = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => current.current?.abort(), []);

  const start = useCallback(
    async (body: CreateRestore, onAccepted: () => void) => {
      current.current?.abort();
      const { signal } = (current.current = new AbortController());
      const show = (next: RestoreRun) => {
        if (!signal.aborted) setRun(next);
      };
      show({ state: 'asking' });
      try {
        await api.createRestore(body);
      } catch (error) {
        show({ state: 'failed', error });
        return;
      }
      onAccepted();
      const { namespace, name } = body;
      let restore: RestoreView | undefined;
      show({ state: 'following' });
      while (!signal.aborted && !(restore && hasEnded(restore))) {
        try {
          restore = await api.getRestore({ namespace, name });
          show({ state: 'following', restore });
        } catch (failure) {
          show({ state: 'following', restore, failure });
        }
        await pause();
      }
    },
    [api],
  );

  return { run, start };
}

function pause(): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, EVERY_MS);
  });
}
