/** The binary log in the store: written while it grows, and what can be restored from it. */
export * from './ArchiveJob';
export { Superseded } from './ChapterWriter';
export * from './archive';
export { chapterReasonSchema } from './chapter';
export type { Chapter, ChapterBegin } from './chapter';
export { readArchive } from './readArchive';
export * from './retireArchives';
export type { Archive } from './readArchive';
export type { Segment } from './segmentKey';
