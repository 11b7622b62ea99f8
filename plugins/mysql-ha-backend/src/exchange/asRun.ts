import {
  ClusterStatus,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { isHeldDown } from '../observe';

/** A cluster as it is to be run now: while its volumes change their claims nothing of it runs, whatever the spec says. */
export function asRun(
  cluster: MySQLCluster | undefined,
  { exchange }: Pick<ClusterStatus, 'exchange'>,
): MySQLCluster | undefined {
  return cluster && isHeldDown(exchange)
    ? { ...cluster, spec: { ...cluster.spec, hibernate: true } }
    : cluster;
}
