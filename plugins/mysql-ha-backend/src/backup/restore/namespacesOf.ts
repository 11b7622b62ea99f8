import { PortalKubernetes } from '../../kubernetes';
import { placeOf } from './placeOf';

/** The namespaces that have a location of this place, in which one may be read or deleted by anybody there. */
export function namespacesOf(
  kubernetes: Pick<PortalKubernetes, 'getWatched' | 'listWatched'>,
  place: string,
): readonly string[] {
  const found = kubernetes
    .listWatched('MySQLBackupLocation')
    .flatMap(({ metadata: { namespace = '', name } }) =>
      placeOf(kubernetes, namespace, name) === place ? [namespace] : [],
    );
  return [...new Set(found)];
}
