/** From the store into an empty data directory. */
export * from './restore';
export { NotVerified } from './checkRestored';
