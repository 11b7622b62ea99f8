/**
 * The program inside backup, restore and archive Jobs: bytes go between a database and an object store, and nowhere
 * else.
 *
 * @packageDocumentation
 */
// What a Job is told, and what its agent says.
export type { ArchiveReport } from './archive';
export type { JobSettings } from './program/settings';
export type { ProgressLine } from './progress';

// Where artifacts lie.
export {
  AzureStore,
  InMemoryStore,
  openStore,
  S3Store,
  StoreError,
} from './stores';
export type {
  AzureAccess,
  ByteRange,
  ObjectStore,
  S3Access,
  StoreAccess,
  StoreAction,
  StoredObject,
  StoreFailure,
} from './stores';

// The same work, for a program that is no Job.
export { archive, readArchive, retireArchives, Superseded } from './archive';
export type {
  Archive,
  ArchiveJob,
  Chapter,
  ChapterBegin,
  Retired,
  RetirementJob,
  Segment,
} from './archive';
export { manifestSchema, removeArtifact } from './artifact';
export type { Manifest, Refutation } from './artifact';
export type { AnswerOptions } from './answers';
export { backUp } from './backup';
export type { BackupJob, FinishedBackup } from './backup';
export type { FoundArtifact } from './discovery';
export { instant, microsOf, NotRecoverable, recoverability } from './history';
export type {
  ArchiveGap,
  Recoverability,
  ReplayStep,
  ReplayTarget,
  SavedState,
} from './history';
export type { Program, Programs, ServerLogin } from './mysql';
export { silent } from './progress';
export type { Progress } from './progress';
export type { ArchivedTransaction } from './replay';
export { findRecovery, restore } from './restore';
export type {
  Recovery,
  RecoveryQuestion,
  Restored,
  RestoreJob,
} from './restore';
