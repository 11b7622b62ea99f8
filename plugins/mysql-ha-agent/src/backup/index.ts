/** From a server into the store. */
export * from './backUp';
export * from './NoSuchDatabase';
export * from './NotCopied';
export { NotEnoughSpace } from './scratchSpace';
