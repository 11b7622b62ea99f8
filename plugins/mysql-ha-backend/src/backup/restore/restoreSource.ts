import {
  MySQLBackupLocation,
  MySQLRestore,
  mysqlBackupLocationSchema,
  mysqlBackupSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesAdapter } from '../../kubernetes';
import { StoreOfLocation, storeOf } from '../jobs';
import { clusterFolder } from '../jobs/clusterFolder';
import { locationOf } from './whereItReads';

/** Where the data of a restore are; or what has to be waited for; or why there is nothing to wait for. */
export type RestoreSource =
  | {
      readonly store: StoreOfLocation;
      readonly path: string;
      readonly locationName: string;
    }
  | { readonly waitFor: string }
  | { readonly refusal: string };

/** Finds the artifact that a restore names, or the folder with all of a cluster’s. */
export function restoreSource(
  kubernetes: Pick<KubernetesAdapter, 'getWatched' | 'getCluster'>,
  restore: MySQLRestore,
): RestoreSource {
  const { metadata, spec, status } = restore;
  const { namespace } = metadata;
  const { backupName, clusterName, path } = spec.source;
  const place = locationOf(kubernetes, restore);
  if (clusterName !== undefined) {
    const key = { namespace, name: clusterName };
    return place === undefined
      ? {
          refusal: `There is no MySQLCluster ${clusterName} in the namespace ${namespace} whose spec.backup names a location: set source.locationName to where its backups are.`,
        }
      : at(kubernetes, namespace, place, clusterFolder(key));
  }
  if (backupName === undefined)
    return place !== undefined && path !== undefined
      ? at(kubernetes, namespace, place, path)
      : {
          refusal:
            'A restore has one source: make one with source.backupName, with source.clusterName, or with source.locationName and source.path.',
        };
  const backup = mysqlBackupSchema.safeParse(
    kubernetes.getWatched('MySQLBackup', namespace, backupName),
  ).data;
  // Its data are there still when the MySQLBackup alone was deleted.
  if (!backup && status.locationName !== undefined && status.path !== undefined)
    return at(kubernetes, namespace, status.locationName, status.path);
  if (!backup)
    return {
      refusal: `There is no MySQLBackup ${backupName} in the namespace ${namespace}: see kubectl get myb, or restore from source.locationName and source.path.`,
    };
  const { phase, path: saved, message, deletingSince } = backup.status;
  // One that has begun is waited for by who deletes.
  if (deletingSince !== undefined && status.path === undefined)
    return {
      refusal: `The data of the backup ${backupName} are being deleted since ${deletingSince}: choose another one.`,
    };
  if (phase === 'Failed' || (phase === 'Succeeded' && !saved))
    return {
      refusal: `The backup ${backupName} failed (${message}): choose another one.`,
    };
  if (phase !== 'Succeeded' || !saved)
    return { waitFor: `It waits for the backup ${backupName}.` };
  return at(kubernetes, namespace, backup.spec.locationName, saved);
}

function at(
  kubernetes: Pick<KubernetesAdapter, 'getWatched'>,
  namespace: string,
  name: string,
  path: string,
): RestoreSource {
  const location: MySQLBackupLocation | undefined =
    mysqlBackupLocationSchema.safeParse(
      kubernetes.getWatched('MySQLBackupLocation', namespace, name),
    ).data;
  const store = location && storeOf(location.spec);
  if (!location || !store)
    return {
      refusal: `There is no MySQLBackupLocation ${name} in the namespace ${namespace}: create it, and restore again.`,
    };
  const [reachable] = location.status.conditions ?? [];
  return reachable?.status === 'True'
    ? { store, path, locationName: name }
    : {
        waitFor: `It waits for the MySQLBackupLocation ${name}: ${
          reachable?.message ?? 'it was not looked at yet.'
        }`,
      };
}
