import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ClusterKey,
  CreateOperation,
  OperationView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { mysqlHaApiRef } from '../api';

/** How far an operation is that this page asked for. */
export type OperationRun =
  | { readonly state: 'idle' }
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly error: unknown }
  | {
      readonly state: 'following';
      readonly operation: OperationView;
      /** Why it could not be read again; it goes on all the same. */
      readonly failure?: unknown;
    };

/** A step takes tens of milliseconds to seconds; a person follows twice a second. */
const EVERY_MS = 500;

/** Whether an operation will not change any more. */
export function hasEnded({ phase }: OperationView): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/** Asks for operations, one after the other, and follows the last one until it has ended. */
export function useOperationRun({ namespace, name }: ClusterKey) {
  const api = useApi(mysqlHaApiRef);
  const [run, setRun] = useState<OperationRun>({ state: 'idle' });
  const current = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => current.current?.abort(), []);

  const start = useCallback(
    async (body: CreateOperation, onAccepted?: () => void) => {
      current.current?.abort();
      const { signal } = (current.current = new AbortController());
      const show = (next: OperationRun) => {
        if (!signal.aborted) setRun(next);
      };
      show({ state: 'asking' });
      try {
        const key = { namespace, name };
        let operation = await api.createOperation(key, body);
        show({ state: 'following', operation });
        onAccepted?.();
        while (!signal.aborted && !hasEnded(operation)) {
          await pause();
          try {
            operation = await api.getOperation(key, operation.name);
            show({ state: 'following', operation });
          } catch (failure) {
            show({ state: 'following', operation, failure });
          }
        }
      } catch (error) {
        show({ state: 'failed', error });
      }
    },
    [api, namespace, name],
  );

  return { run, start };
}

function pause(): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, EVERY_MS);
  });
}
