import {
  ClusterSpec,
  ClusterStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { hasBegun } from '../resources';

/** The MySQL outside that a cluster has to do with: the one that it follows, or until it begins the one that it is cloned from. */
export function outsideWanted(
  { externalSource, initFrom }: ClusterSpec,
  status: ClusterStatus,
): ClusterSpec['externalSource'] {
  if (externalSource) return externalSource;
  return hasBegun(status) ? undefined : initFrom?.clone;
}
