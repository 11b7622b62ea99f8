import { KubernetesObject, ObjectKey } from '../../types';
import { LeaseApi } from '../LeaseApi';

/** What dividing the clusters asks of the API server, beyond what a Lease does. */
export interface ShareApi extends LeaseApi {
  list(key: Omit<ObjectKey, 'name'>): Promise<readonly KubernetesObject[]>;
  /** Deletes; what is gone already is no error. */
  delete(key: ObjectKey, options?: { uid?: string }): Promise<void>;
}
