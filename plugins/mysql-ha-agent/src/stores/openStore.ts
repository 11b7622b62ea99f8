import { AzureStore } from './AzureStore';
import { ObjectStore } from './ObjectStore';
import { S3Store } from './S3Store';
import { StoreAccess } from './storeAccess';

/** Opens the store that these keys are for. Nothing is asked of it yet. @public */
export function openStore(access: StoreAccess): ObjectStore {
  return access.kind === 's3' ? new S3Store(access) : new AzureStore(access);
}
