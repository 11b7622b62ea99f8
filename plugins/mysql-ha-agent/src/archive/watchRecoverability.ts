import { setTimeout as delay } from 'node:timers/promises';
import { recoverability } from '../history/recoverability';
import { removableChapters } from '../history/removableChapters';
import { ObjectStore } from '../stores';
import { ArchiveJob } from './ArchiveJob';
import { SavedStates } from './SavedStates';
import { pruneArchive } from './pruneArchive';
import { Archive, readArchive } from './readArchive';

/** So often it is looked at what can be restored: a listing costs money. */
const everyMs = 60_000;
/** A status has room for so many gaps, the newest. */
const mostGaps = 10;

/**
 * Tells what the archive and the cluster’s backups can be restored to, and deletes what no backup needs any more, until it
 * is told to stop. It stands beside the archiving, so that nothing of it delays a commit’s way into the store.
 */
export async function watchRecoverability(job: ArchiveJob): Promise<void> {
  if (job.backups === undefined) return;
  const saved = new SavedStates(job.backups);
  let known: Archive | undefined;
  while (!job.signal.aborted) {
    const store = job.openStore();
    try {
      known = await look(job, store, saved, known);
    } catch (failure) {
      if (job.signal.aborted) return;
      const message = failure instanceof Error ? failure.message : `${failure}`;
      job.report({ state: 'Unknown', message });
    } finally {
      store.close();
    }
    await delay(job.recoverabilityEveryMs ?? everyMs, undefined, {
      signal: job.signal,
    }).catch(() => {});
  }
}

async function look(
  job: ArchiveJob,
  store: ObjectStore,
  saved: SavedStates,
  known: Archive | undefined,
): Promise<Archive> {
  // First the backups: one that is deleted meanwhile only keeps chapters for a minute longer.
  const backups = await saved.read(store);
  const archive = await readArchive(store, job.path, known);
  const { earliest, latest, gaps } = recoverability(archive, backups);
  job.report({
    ...{ state: 'Recoverable', earliest, latest },
    gaps: gaps.slice(-mostGaps),
    backups: backups.length,
  });
  const removable = removableChapters(
    archive,
    backups.map(({ gtidExecuted }) => gtidExecuted),
  );
  await pruneArchive(store, job.path, removable);
  return {
    ...archive,
    chapters: archive.chapters.slice(removable.length),
  };
}
