import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ClusterKey,
  CreateOperation,
  OperationView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { useMemo } from 'react';
import { mysqlHaApiRef } from '../api';
import { Followable, Run, useRun } from '../live';

/** How far an operation is that this page asked for. */
export type OperationRun = Run<OperationView>;

/** A step takes tens of milliseconds to seconds; a person follows twice a second. */
const EVERY_MS = 500;

/** Whether an operation will not change any more. */
export function hasEnded({ phase }: OperationView): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/** Asks for operations, one after the other, and follows the last one until it has ended. */
export function useOperationRun({ namespace, name }: ClusterKey) {
  const api = useApi(mysqlHaApiRef);
  const operations = useMemo(
    (): Followable<CreateOperation, OperationView, OperationView> => ({
      ask: body => api.createOperation({ namespace, name }, body),
      read: (_, seen) => api.getOperation({ namespace, name }, seen.name),
      hasEnded,
      everyMs: EVERY_MS,
    }),
    [api, namespace, name],
  );
  return useRun(operations);
}
