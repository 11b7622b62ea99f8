import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { instanceSelector } from '../labels';

/**
 * Keeps instances on different nodes wherever that is possible, and starts them where it is not.
 *
 * A required rule would be wrong twice: with fewer nodes than instances the last would never start, and two instances
 * whose local volumes lie on one node (made when it was the only one) could never start again. A preference is enough:
 * together with the spread over host names below it outweighs every other score of the default scheduler, so three
 * instances on three nodes with room do spread.
 */
export function antiAffinity({ metadata }: MySQLCluster) {
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: {
            topologyKey: 'kubernetes.io/hostname',
            labelSelector: { matchLabels: instanceSelector(metadata) },
          },
        },
      ],
    },
  };
}

/** Spreads the instances over zones, and over nodes within them. */
export function topologySpread({ metadata }: MySQLCluster) {
  return ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map(
    topologyKey => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: instanceSelector(metadata) },
    }),
  );
}
