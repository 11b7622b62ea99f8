import {
  MySQLCluster,
  mysqlClusterSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { InvalidCluster, KubernetesObject } from '../types';

/** A MySQLCluster that was read, or why it could not be. */
export type ParsedCluster =
  | { readonly valid: true; readonly cluster: MySQLCluster }
  | { readonly valid: false; readonly invalid: InvalidCluster };

/** Reads a MySQLCluster. Never throws: an object that somebody wrote must not stop the operator. */
export function parseCluster(object: KubernetesObject): ParsedCluster {
  const parsed = mysqlClusterSchema.safeParse(object);
  if (parsed.success) return { valid: true, cluster: parsed.data };
  const { name, namespace, uid, resourceVersion, generation } = object.metadata;
  const problems = parsed.error.issues.map(issue =>
    issue.path.length > 0
      ? `${issue.path.join('.')}: ${issue.message}`
      : issue.message,
  );
  return {
    valid: false,
    invalid: {
      metadata: {
        name,
        namespace: namespace ?? '',
        uid: uid ?? '',
        resourceVersion: resourceVersion ?? '',
        generation,
      },
      reason: `MySQLCluster ${
        namespace ?? ''
      }/${name} can't be read, so nothing is done for it: ${problems.join(
        '; ',
      )}. Correct these fields.`,
    },
  };
}
