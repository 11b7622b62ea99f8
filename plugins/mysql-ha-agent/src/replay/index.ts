/** From an archive into restored data: the transactions that were committed after the backup. */
export { NotApplied } from './ReplayServer';
export * from './ArchivedTransaction';
export { newestChangeBefore } from './newestChangeBefore';
export type { NewestBefore } from './newestChangeBefore';
export * from './newestTransactionBefore';
export { replay, requireReplay, requireReplayOf } from './replay';
export type { Replayed } from './replay';
