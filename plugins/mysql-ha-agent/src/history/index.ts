/** What an archive and backups together can bring back: pure, from sets and times alone. */
export { NotRecoverable } from './NotRecoverable';
export * from './instant';
export * from './planReplay';
export * from './recoverability';
export * from './removableChapters';
export type { SavedState } from './SavedState';
