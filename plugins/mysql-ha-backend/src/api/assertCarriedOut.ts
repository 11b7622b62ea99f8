import { InputError } from '@backstage/errors';
import {
  API_GROUP_VERSION,
  ClusterKey,
  ClusterSpec,
  mysqlClusterSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { validateSpec } from '../resources';

/**
 * Asks the engine's own rules whether it would carry a spec out whole. It would take a part of it too, and report the
 * rest; but whoever asks now can put it right now.
 * @param before - the spec as it is; what is wrong with it already is not this request's fault
 * @throws InputError that names field, rule and remedy
 */
export function assertCarriedOut(
  key: ClusterKey,
  spec: ClusterSpec,
  before?: ClusterSpec,
): void {
  const known = before ? problems(key, before) : [];
  const fresh = problems(key, spec).filter(problem => !known.includes(problem));
  if (fresh.length > 0) throw new InputError(fresh.join(' '));
}

function problems(key: ClusterKey, spec: ClusterSpec): string[] {
  const cluster = mysqlClusterSchema.parse({
    apiVersion: API_GROUP_VERSION,
    kind: 'MySQLCluster',
    // It may have no identity yet; the rules ask for its name alone.
    metadata: { ...key, uid: '-', resourceVersion: '-' },
    spec,
  });
  return validateSpec(cluster).map(({ field, message }) =>
    message.includes(field) ? message : `${field}: ${message}`,
  );
}
