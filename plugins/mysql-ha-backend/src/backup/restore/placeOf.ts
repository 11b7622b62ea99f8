import { mysqlBackupLocationSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesAdapter } from '../../kubernetes';
import { storeOf } from '../jobs';

/** The place that a location stands for: several may stand for one. */
export function placeOf(
  kubernetes: Pick<KubernetesAdapter, 'getWatched'>,
  namespace: string,
  locationName: string,
): string | undefined {
  const location = mysqlBackupLocationSchema.safeParse(
    kubernetes.getWatched('MySQLBackupLocation', namespace, locationName),
  ).data;
  return location && storeOf(location.spec)?.place;
}
