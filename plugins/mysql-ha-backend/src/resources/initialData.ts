import {
  ClusterKey,
  ClusterStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../kubernetes/types';
import { DATA_VOLUME, instanceOrdinal } from './names';

/**
 * On the volume claim of a cluster’s first instance that `spec.initFrom.backup` fills. `Empty`: nothing was begun. `Unproved`:
 * there may be a part of the data. `Proved`: the instance may begin with them, now and ever after, whoever forgot the rest.
 */
export const INITIAL_DATA_ANNOTATION = 'mysqlha.dev/initial-data';

/** What {@link INITIAL_DATA_ANNOTATION} says. */
export type InitialDataMark = 'Empty' | 'Unproved' | 'Proved';

/** Name of the MySQLRestore that `spec.initFrom.backup` asks for: another cluster of the same name has another. */
export function initialRestoreName({
  name,
  uid,
}: {
  readonly name: string;
  readonly uid: string;
}): string {
  return `initial-${name}-${uid.slice(0, 8)}`;
}

/** Whether a cluster ever had a primary: from then on `spec.initFrom` counts for nothing. */
export function hasBegun({
  primary,
  term,
  synchronous,
  endpoints,
}: Pick<
  ClusterStatus,
  'primary' | 'term' | 'synchronous' | 'endpoints'
>): boolean {
  return [primary, term, synchronous, endpoints].some(
    trace => trace !== undefined,
  );
}

/** The claims of a cluster’s instances, whoever made them, among others that bear its label. */
export function instanceClaims(
  cluster: ClusterKey,
  claims: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  const prefix = `${DATA_VOLUME}-`;
  return claims.filter(
    ({ metadata: { name } }) =>
      name.startsWith(prefix) &&
      instanceOrdinal(cluster, name.slice(prefix.length)) !== undefined,
  );
}

/** What a claim means for a cluster that never began. */
export type ClaimMeaning =
  /** It goes, as it was deleted, or with the set of an earlier cluster. */
  | 'Leaving'
  /** It waits for data, or has a part of them. */
  | 'Awaiting'
  /** Somebody’s data: they are begun with. */
  | 'Holding';

/** @param set - the cluster’s own StatefulSet, if there is one */
export function claimMeaning(
  { metadata }: KubernetesObject,
  set: KubernetesObject | undefined,
): ClaimMeaning {
  const { deletionTimestamp, annotations, ownerReferences = [] } = metadata;
  if (deletionTimestamp !== undefined) return 'Leaving';
  const mark = annotations?.[INITIAL_DATA_ANNOTATION];
  if (mark !== undefined && mark !== 'Proved') return 'Awaiting';
  // With deletionPolicy Delete the claims go when the set is gone, which may take a while.
  const isLeftOver = ownerReferences.some(
    ({ kind, uid }) => kind === 'StatefulSet' && uid !== set?.metadata.uid,
  );
  return isLeftOver ? 'Leaving' : 'Holding';
}
