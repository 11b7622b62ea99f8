import { ClusterStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Finding } from '../../diagnose';
import { factsOf, isWritable, primaryOf, Snapshot } from '../../observe';
import { KEY } from '../names';

/** Of the Services. */
export const ENDPOINTS = {
  primary: `${KEY.name}-primary`,
  replicas: `${KEY.name}-replicas`,
};

/** What is shown, as far as a decision may rest on it later: whether the cluster ever took writes. Unchanged, it is the same object. */
export function displayed(
  snapshot: Snapshot,
  findings: readonly Finding[],
  status: ClusterStatus,
): ClusterStatus {
  const phase = findings.length === 0 ? 'Healthy' : 'Degraded';
  const primary = factsOf(primaryOf(snapshot));
  const endpoints =
    status.endpoints ??
    (primary && isWritable(primary) && snapshot.heartbeatAgeMs !== undefined
      ? ENDPOINTS
      : undefined);
  return phase === status.phase && endpoints === status.endpoints
    ? status
    : { ...status, phase, endpoints };
}
