import { z } from 'zod';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Segment } from './segmentKey';

/** What the beginning of a chapter starts with; a reader of another format refuses instead of guessing. */
const FORMAT = 'mysqlha.dev/archive/v1';

/**
 * Why a chapter was begun. `Started`: the archive is new. `Resumed`: the archiver or its source is another one.
 * `Rolled`: the one before was long enough. `Cut`: the primary lacks transactions that were archived. `Gap`: no server
 * has all of the transactions in between any more.
 */
export const chapterReasonSchema = z.enum([
  'Started',
  'Resumed',
  'Rolled',
  'Cut',
  'Gap',
]);

const gtidSet = z.string().transform(text => GtidSet.parse(text));

/** The beginning of a chapter, as an object of JSON. */
export const chapterBeginSchema = z.object({
  format: z.literal(FORMAT),
  cluster: z.object({
    namespace: z.string(),
    name: z.string(),
    /** Of the resource: another one of the same name has another. */
    uid: z.string().optional(),
  }),
  /** Of the archiver that wrote it. */
  writer: z.string(),
  reason: chapterReasonSchema,
  openedAt: z.string(),
  /** Term and server UUID of the primary. */
  term: z.number().int(),
  primary: z.string(),
  /** The server that it was read from. */
  source: z.string(),
  /** All that was committed before its first transaction. */
  after: gtidSet,
  /** Archived before, and not a part of what comes. */
  orphans: gtidSet,
  /** Committed before, and in no archive. */
  missing: gtidSet,
});

/** The beginning of a chapter. @public */
export type ChapterBegin = z.output<typeof chapterBeginSchema>;

/**
 * A part of the archive that one archiver wrote from one server, in the order of the commits. What precedes it is
 * `after`, whatever else lies in the store: so the chapters’ order tells which transactions belong together, and none of
 * two archivers that write at once can harm the other.
 * @public
 */
export interface Chapter extends ChapterBegin {
  /** Its number and writer; chapters are in the order of their folders. */
  readonly folder: string;
  /** In their order. */
  readonly segments: readonly Segment[];
}

/** The format that this agent writes. */
export const chapterFormat: ChapterBegin['format'] = FORMAT;

/** The chapter’s folder: its number, then its writer. */
export function folderOf(number: number, writer: string): string {
  return `${String(number).padStart(8, '0')}-${writer}`;
}

/** The number in a folder. */
export function numberOf(folder: string): number {
  return Number.parseInt(folder, 10);
}

/** Where the beginnings of chapters are. */
export function chaptersPrefix(path: string): string {
  return `${path}/chapters/`;
}

/** Where the beginning of a chapter is. */
export function chapterKey(path: string, folder: string): string {
  return `${chaptersPrefix(path)}${folder}.json`;
}

/** Where the segments of all chapters, or of one, are. */
export function segmentsPrefix(path: string, folder?: string): string {
  return folder === undefined
    ? `${path}/segments/`
    : `${path}/segments/${folder}/`;
}

/** All that a chapter’s segments hold. */
export function gtidsOf({ segments }: Pick<Chapter, 'segments'>): GtidSet {
  return segments.reduce((set, { gtids }) => set.union(gtids), GtidSet.EMPTY);
}

/** What precedes a chapter and what it holds: all that was committed at its end. */
export function heldAtEnd(chapter: Chapter): GtidSet {
  return chapter.after.union(gtidsOf(chapter));
}
