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
/** A line of a log is not to be longer than 16 KiB: of so many ranges the oldest and the newest are told. */
const mostRanges = 60;

/**
 * Tells what the archive and the cluster’s backups can be restored to, and deletes what no backup needs any more. It stands
 * beside the archiving, so that nothing of it delays a commit’s way into the store.
 */
export class RecoverabilityWatch {
  private known: Archive | undefined;
  private pause = new AbortController();

  constructor(private readonly job: ArchiveJob) {}

  /** The archive as it was when it was looked at last; undefined before that. */
  get archive(): Archive | undefined {
    return this.known;
  }

  /** A chapter was begun: what is known of the end of the archive holds no more. */
  hurry(): void {
    this.pause.abort();
  }

  /** Looks until the job’s signal aborts. */
  async run(): Promise<void> {
    const { backups, signal } = this.job;
    if (backups === undefined) return;
    const saved = new SavedStates(backups);
    while (!signal.aborted) {
      this.pause = new AbortController();
      await this.tryToLook(saved);
      await delay(this.job.recoverabilityEveryMs ?? everyMs, undefined, {
        signal: AbortSignal.any([signal, this.pause.signal]),
      }).catch(() => {});
    }
  }

  private async tryToLook(saved: SavedStates): Promise<void> {
    const { job } = this;
    const store = job.openStore();
    try {
      this.known = await this.look(store, saved);
    } catch (failure) {
      if (job.signal.aborted) return;
      const message = failure instanceof Error ? failure.message : `${failure}`;
      job.report({ state: 'Unknown', message });
    } finally {
      store.close();
    }
  }

  private async look(store: ObjectStore, saved: SavedStates): Promise<Archive> {
    const { job, known } = this;
    // First the backups: one that is deleted meanwhile only keeps chapters for a minute longer.
    const backups = await saved.read(store);
    const archive = await readArchive(store, job.path, known);
    const newest = archive.chapters[archive.chapters.length - 1];
    const { earliest, latest, gaps, goesOn, ranges } = recoverability(
      ...([archive, backups] as const),
    );
    job.report({
      ...{ state: 'Recoverable', earliest, latest },
      gaps: gaps.slice(-mostGaps),
      ...(goesOn && newest && { chapter: newest.folder }),
      backups: backups.filter(({ refuted }) => !refuted).length,
      ranges: ends(ranges, mostRanges),
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
}

/** The first and the last of a list, so many in all. */
function ends<T>(list: readonly T[], most: number): readonly T[] {
  return list.length <= most
    ? list
    : [...list.slice(0, most / 2), ...list.slice(-most / 2)];
}
