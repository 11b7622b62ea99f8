import { AzureStore } from './AzureStore';
import { ObjectStore } from './ObjectStore';
import { S3Store } from './S3Store';
import { StoreAccess } from './storeAccess';

/**
 * Opens the store that these keys are for. Nothing is asked of it yet.
 *
 * @param forMs - so long a store that is gone is waited for; two minutes unless given
 * @public
 */
export function openStore(access: StoreAccess, forMs?: number): ObjectStore {
  return access.kind === 's3'
    ? new S3Store(access, forMs)
    : new AzureStore(access, forMs);
}
