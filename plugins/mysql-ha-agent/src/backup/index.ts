/** From a server into the store. */
export * from './backUp';
export { NotEnoughSpace } from './scratchSpace';
