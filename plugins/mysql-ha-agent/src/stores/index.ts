/** Where artifacts lie: one interface, for S3, for Azure Blob and in memory, and failures as sentences. */
export * from './AzureStore';
export * from './InMemoryStore';
export * from './ObjectStore';
export * from './S3Store';
export { StoreError } from './StoreError';
export type { StoreAction, StoreFailure } from './StoreError';
export * from './openStore';
export * from './probeStore';
export * from './readText';
export * from './storeAccess';
