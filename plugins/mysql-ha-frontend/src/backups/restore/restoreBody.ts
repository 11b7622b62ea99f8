import type {
  ClusterKey,
  CreateRestore,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { databasesIn } from '../names';
import type { Moment } from './moment';

/** What a person chose. */
export interface RestoreChoice {
  /** Name of the restore. */
  readonly name: string;
  /** Name of a new cluster, or the data of this one are replaced. */
  readonly to: { readonly newCluster: string } | 'inPlace';
  /** A moment that the archive leads to, or a backup as it is. */
  readonly from:
    | { readonly moment: Moment }
    | { readonly backup: string; readonly databases: string };
}

/** The request that a choice means. */
export function restoreBody(
  { namespace, name: cluster }: ClusterKey,
  { name, to, from }: RestoreChoice,
): CreateRestore {
  return {
    name,
    namespace,
    // The person confirms beside the button; here it says that it was meant.
    ...(to === 'inPlace' ? { confirm: cluster } : {}),
    spec: {
      target:
        to === 'inPlace'
          ? { clusterName: cluster, inPlace: true }
          : { clusterName: to.newCluster },
      ...('moment' in from
        ? {
            source: { clusterName: cluster },
            pointInTime: { time: from.moment.text },
          }
        : {
            source: { backupName: from.backup },
            ...(databasesIn(from.databases).length > 0
              ? { databases: databasesIn(from.databases) }
              : {}),
          }),
    },
  };
}
