import { ObjectStore, StoredObject } from '../stores';
import { readText } from '../stores/readText';
import {
  Chapter,
  ChapterBegin,
  chapterBeginSchema,
  chapterKey,
  chaptersPrefix,
  segmentsPrefix,
} from './chapter';
import { Segment, parseSegmentName } from './segmentKey';

/** An archive of binary logs, as the store has it. @public */
export interface Archive {
  readonly path: string;
  /** In their order. */
  readonly chapters: readonly Chapter[];
}

/**
 * Reads what an archive holds. An archive that isn’t there is empty.
 *
 * @param known - what was read before: chapters older than its last aren’t listed again
 * @throws StoreError; Error when another version wrote it
 * @public
 */
export async function readArchive(
  store: ObjectStore,
  path: string,
  known?: Archive,
): Promise<Archive> {
  const before = new Map(known?.chapters.map(one => [one.folder, one]));
  const last = known?.chapters[known.chapters.length - 1]?.folder ?? '';
  const folders = await chapterFolders(store, path);
  const listed =
    known === undefined
      ? await segmentsByFolder(store, segmentsPrefix(path))
      : new Map<string, Segment[]>();
  const chapters: Chapter[] = [];
  for (const folder of folders) {
    const old = before.get(folder);
    if (old && folder < last) {
      chapters.push(old);
      continue;
    }
    const segments =
      listed.get(folder) ??
      (known ? await segmentsOf(store, path, folder) : []);
    const begin = old ?? (await readBegin(store, path, folder));
    if (begin) chapters.push({ ...begin, folder, segments });
  }
  return { path, chapters };
}

/** The chapter that an archiver goes on after, and the newest term and number in the archive. */
export async function readNewestChapter(
  store: ObjectStore,
  path: string,
): Promise<Chapter | undefined> {
  const folders = await chapterFolders(store, path);
  const folder = folders[folders.length - 1];
  if (folder === undefined) return undefined;
  const begin = await readBegin(store, path, folder);
  if (!begin) return undefined;
  const segments = await segmentsOf(store, path, folder);
  return { ...begin, folder, segments };
}

/** The folders of all chapters, in their order. */
export async function chapterFolders(
  store: ObjectStore,
  path: string,
): Promise<string[]> {
  const prefix = chaptersPrefix(path);
  const folders = [];
  for await (const { key } of store.list(prefix))
    if (key.endsWith('.json')) folders.push(key.slice(prefix.length, -5));
  return folders.sort();
}

async function readBegin(
  store: ObjectStore,
  path: string,
  folder: string,
): Promise<ChapterBegin | undefined> {
  const key = chapterKey(path, folder);
  // Retention may remove it between the listing and now.
  if (!(await store.find(key))) return undefined;
  const read = chapterBeginSchema.safeParse(
    JSON.parse(await readText(store, key)),
  );
  if (read.success) return read.data;
  throw new Error(
    `${key} in ${
      store.where
    } is no chapter of an archive that this version reads (${
      read.error.issues[0]?.message
    } at ${read.error.issues[0]?.path.join(
      '.',
    )}). Use the version of mysql-ha that wrote it.`,
  );
}

async function segmentsOf(store: ObjectStore, path: string, folder: string) {
  const found = await segmentsByFolder(store, segmentsPrefix(path, folder));
  return found.get('') ?? [];
}

async function segmentsByFolder(
  store: ObjectStore,
  prefix: string,
): Promise<Map<string, Segment[]>> {
  const found = new Map<string, Segment[]>();
  for await (const object of store.list(prefix)) {
    const { folder, segment } = parse(prefix, object);
    if (!segment) continue;
    const list = found.get(folder) ?? [];
    list.push(segment);
    found.set(folder, list);
  }
  return found;
}

/** A segment’s name has three parts; what stands before them below the prefix is its folder. */
function parse(prefix: string, { key, bytes }: StoredObject) {
  const parts = key.slice(prefix.length).split('/');
  const named = parseSegmentName(parts.slice(-3).join('/'));
  return {
    folder: parts.slice(0, -3).join('/'),
    segment: named && { ...named, key, bytes },
  };
}
