import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { manifestKey } from '../artifact';
import { removableChapters } from '../history/removableChapters';
import { ObjectStore } from '../stores';
import { StoreError } from '../stores/StoreError';
import { SavedStates } from './SavedStates';
import { archivesBelow } from './archivesBelow';
import { chapterKey, gtidsOf, segmentsPrefix } from './chapter';
import { pruneArchive } from './pruneArchive';
import { chapterFolders, readArchive } from './readArchive';

/**
 * As long as servers keep their binary logs: whoever archives writes each minute, and whoever was away for less may go on where
 * he was.
 */
const atRestMs = 3 * 24 * 3_600_000;

/** Keys of so many objects are held at a time. */
const mostAtOnce = 1_000;

/** Which archives may have ended. @public */
export interface RetirementJob {
  readonly store: ObjectStore;
  /** Of clusters of this namespace. */
  readonly namespace: string;
  /** Paths of archives that a cluster goes on with: these are left to their archivers. */
  readonly kept: ReadonlySet<string>;
  readonly signal?: AbortSignal;
  /** For tests; three days. */
  readonly restMs?: number;
}

/** What became of them. @public */
export interface Retired {
  /** Archives that nobody goes on with. */
  readonly archives: number;
  /** How many of these are gone, as no backup is left that can be brought to a moment with them. */
  readonly ended: number;
  /** How many chapters were deleted in all. */
  readonly chapters: number;
  /** Why one of them could not be looked through. */
  readonly complaint?: string;
}

/**
 * Does for archives that no archiver writes any more what their archivers did: deletes the chapters that no backup needs. One
 * beside which there is no backup at all, or none that was not made after its end, goes whole. What was written to within three days is left alone, whoever did it.
 *
 * @throws StoreError
 * @public
 */
export async function retireArchives(job: RetirementJob): Promise<Retired> {
  const { store, namespace, kept, signal } = job;
  let archives = 0;
  let ended = 0;
  let chapters = 0;
  let complaint: string | undefined;
  for await (const place of store.folders(`${namespace}/`)) {
    const cluster = place.slice(0, -1);
    for (const path of await archivesBelow(store, cluster)) {
      signal?.throwIfAborted();
      const newest = kept.has(path) ? undefined : await atRest(job, path);
      if (newest === undefined) continue;
      archives += 1;
      try {
        const gone = await retire(store, cluster, path, newest);
        chapters += gone.chapters;
        if (gone.whole) ended += 1;
      } catch (failure) {
        // What another version wrote is left for that one.
        if (failure instanceof StoreError || !(failure instanceof Error))
          throw failure;
        complaint ??= failure.message;
      }
    }
  }
  const counted = { archives, ended, chapters };
  return complaint === undefined ? counted : { ...counted, complaint };
}

async function retire(
  store: ObjectStore,
  cluster: string,
  path: string,
  newest: string,
): Promise<{ readonly chapters: number; readonly whole: boolean }> {
  // First the backups: one that is deleted meanwhile only keeps chapters for a day longer.
  const folder = `${cluster}/backups`;
  const backups = await new SavedStates(folder).read(store);
  const end = async () => ({
    chapters: await removeWhole(store, path, newest),
    whole: true,
  });
  if (backups.length === 0)
    return (await isBeingWritten(store, folder))
      ? { chapters: 0, whole: false }
      : end();
  const archive = await readArchive(store, path);
  const going = removableChapters(
    archive,
    backups.map(({ gtidExecuted }) => gtidExecuted),
  );
  // The chapter that is written an archiver never deletes; of one that has ended nothing is left that a later backup lacks.
  const rest = archive.chapters.slice(going.length).map(gtidsOf);
  const isHeld = (base: GtidSet) => rest.every(set => base.contains(set));
  if (backups.every(({ gtidExecuted }) => isHeld(gtidExecuted))) return end();
  await pruneArchive(store, path, going);
  return { chapters: going.length, whole: false };
}

/** Whether something lies there of which no manifest says what it is: a backup may become of it that begins here. */
async function isBeingWritten(
  store: ObjectStore,
  folder: string,
): Promise<boolean> {
  const begun = new Set<string>();
  const finished = new Set<string>();
  for await (const { key } of store.list(`${folder}/`)) {
    const path = key.slice(0, key.indexOf('/', folder.length + 1));
    begun.add(path);
    if (key === manifestKey(path)) finished.add(path);
  }
  return begun.size > finished.size;
}

/** All up to its newest chapter, not what somebody begins meanwhile. What has no chapter any more belongs to nothing. */
async function removeWhole(
  store: ObjectStore,
  path: string,
  newest: string,
): Promise<number> {
  const prefix = segmentsPrefix(path);
  let keys: string[] = [];
  for await (const { key } of store.list(prefix)) {
    const [folder = ''] = key.slice(prefix.length).split('/');
    if (folder <= newest) keys.push(key);
    if (keys.length < mostAtOnce) continue;
    await store.remove(keys);
    keys = [];
  }
  await store.remove(keys);
  const folders = await chapterFolders(store, path);
  const going = folders.filter(folder => folder <= newest);
  await store.remove(going.map(folder => chapterKey(path, folder)));
  return going.length;
}

/** @returns its newest chapter; undefined when somebody wrote to it lately, by the store’s own clock, or there is none */
async function atRest(
  { store, restMs = atRestMs }: RetirementJob,
  path: string,
): Promise<string | undefined> {
  const newest = (await chapterFolders(store, path)).at(-1);
  if (newest === undefined) return undefined;
  for (const prefix of [chapterKey(path, newest), segmentsPrefix(path, newest)])
    for await (const { modifiedAt } of store.list(prefix))
      if (Date.now() - modifiedAt.getTime() < restMs) return undefined;
  return newest;
}
