import {
  MySQLBackup,
  MySQLBackupLocation,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { StoreOfLocation, storeOf } from '../jobs';
import { chooseSource } from './chooseSource';

/** What a backup needs to begin. */
export interface Surroundings {
  readonly cluster: MySQLCluster | undefined;
  readonly location: MySQLBackupLocation | undefined;
  /** Another backup of the same cluster that is being made. */
  readonly other: string | undefined;
  /** How long it has been asked for, in milliseconds. */
  readonly ageMs: number;
}

/** Whether a backup can begin: from where to where; or what it waits for; or why it never will. */
export type Beginning =
  | {
      readonly instance: string;
      readonly cluster: MySQLCluster;
      readonly store: StoreOfLocation;
    }
  | { readonly waitFor: string }
  | { readonly refusal: string };

/** Both may come out of one `kubectl apply`, in milliseconds. */
const GRACE_MS = 10_000;

/** Looks whether a backup can begin. */
export function beginning(
  { metadata, spec }: MySQLBackup,
  { cluster, location, other, ageMs }: Surroundings,
): Beginning {
  if (spec.method === 'XtraBackup')
    return {
      refusal:
        'method XtraBackup is not supported yet: make a backup with the method Physical, which copies the files as well and locks nothing.',
    };
  const missing =
    (!cluster &&
      `There is no MySQLCluster ${spec.clusterName} in the namespace ${metadata.namespace}: see kubectl get myc --all-namespaces, and make a backup with the right clusterName.`) ||
    (!location &&
      `There is no MySQLBackupLocation ${spec.locationName} in the namespace ${metadata.namespace}: see kubectl get mybl, and make a backup with the right locationName.`);
  if (missing)
    return ageMs < GRACE_MS ? { waitFor: missing } : { refusal: missing };
  if (!cluster || !location) return { waitFor: 'It waits.' };
  const store = storeOf(location.spec);
  const reachable = location.status.conditions?.find(
    ({ type }) => type === 'Reachable',
  );
  if (!store || reachable?.status !== 'True')
    return {
      waitFor: `It waits for the MySQLBackupLocation ${
        location.metadata.name
      }: ${reachable?.message ?? 'it was not looked at yet.'}`,
    };
  if (other !== undefined)
    return {
      waitFor: `It waits for ${other}, as a cluster is saved once at a time.`,
    };
  const source = chooseSource(cluster);
  return 'instance' in source ? { ...source, cluster, store } : source;
}
