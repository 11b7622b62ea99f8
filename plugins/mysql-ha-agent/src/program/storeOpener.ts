import { ObjectStore, StoreAccess } from '../stores';

/** Opens the store that keys are for; nothing is asked of it yet. */
export type StoreOpener = (access: StoreAccess, forMs?: number) => ObjectStore;

/**
 * Loads the client of one kind of store alone: each holds 20 MB when it is loaded, and a Job needs one. What the program
 * imports of `stores/` it imports from the files themselves, as the index loads both.
 */
export async function storeOpener(
  kind: StoreAccess['kind'],
): Promise<StoreOpener> {
  if (kind === 's3') {
    const { S3Store } = await import('../stores/S3Store');
    return (access, forMs) => {
      if (access.kind === 's3') return new S3Store(access, forMs);
      throw new Error('the settings are of an S3 store, its keys are not');
    };
  }
  const { AzureStore } = await import('../stores/AzureStore');
  return (access, forMs) => {
    if (access.kind === 'azure') return new AzureStore(access, forMs);
    throw new Error('the settings are of an Azure store, its keys are not');
  };
}
