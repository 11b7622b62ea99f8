import { ObjectStore } from '../stores';
import { Chapter, chapterKey } from './chapter';

/**
 * Deletes chapters of an archive, oldest first; of each one its segments first, so that what is left, when it is
 * interrupted, is found by the next run.
 */
export async function pruneArchive(
  store: ObjectStore,
  path: string,
  chapters: readonly Chapter[],
): Promise<void> {
  for (const { folder, segments } of chapters) {
    await store.remove(segments.map(({ key }) => key));
    await store.remove([chapterKey(path, folder)]);
  }
}
