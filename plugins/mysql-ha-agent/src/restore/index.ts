/** From the store into an empty data directory. */
export * from './restore';
export { NotVerified } from './checkRestored';
export { NewerMySql } from './requireVersion';
export * from './findRecovery';
