/** From a server into the store. */
export * from './backUp';
export * from './NoSuchDatabase';
export { NotEnoughSpace } from './scratchSpace';
