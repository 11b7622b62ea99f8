import {
  MySQLOperation,
  mysqlOperationSchema,
  OperationView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../kubernetes';

/** An operation as the API shows it. */
export function operationView({
  metadata,
  spec,
  status,
}: MySQLOperation): OperationView {
  return {
    ...spec,
    ...status,
    name: metadata.name,
    namespace: metadata.namespace,
    createdAt: metadata.creationTimestamp,
    phase: status.phase ?? 'Pending',
    plan: status.plan ?? [],
    steps: status.steps ?? [],
  };
}

/** The operations among watched objects that can be read, newest first. */
export function operationViews(
  objects: readonly KubernetesObject[],
): OperationView[] {
  return objects
    .flatMap(object => mysqlOperationSchema.safeParse(object).data ?? [])
    .map(operationView)
    .sort(
      (a, b) =>
        (b.createdAt ?? '').localeCompare(a.createdAt ?? '') ||
        b.name.localeCompare(a.name),
    );
}
