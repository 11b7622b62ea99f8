/**
 * The program inside backup, restore and archive Jobs: bytes go between a database and an object store, and nowhere
 * else.
 *
 * @packageDocumentation
 */
export type { AnswerOptions } from './answers';
export * from './archive';
export * from './artifact';
export * from './backup';
export * from './discovery';
export * from './history';
export * from './mysql';
export * from './progress';
export { NotApplied, newestTransactionBefore } from './replay';
export type { ArchivedTransaction, Replayed } from './replay';
export * from './restore';
export * from './stores';
export type { JobSettings } from './program/settings';
