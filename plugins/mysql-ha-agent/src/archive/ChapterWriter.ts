import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ObjectStore } from '../stores';
import { ArchiveJob } from './ArchiveJob';
import { SpooledTransaction } from './Spool';
import { batchesOf } from './batches';
import {
  ChapterBegin,
  chapterFormat,
  chapterKey,
  folderOf,
  numberOf,
} from './chapter';
import { Opening } from './opening';
import { chapterFolders } from './readArchive';
import { writeSegment } from './writeSegment';

/** A chapter is ended at so many segments or after this time, so that a listing of the newest one stays short. */
const mostSegments = 1_000;
const chapterMs = 3_600_000;

/** Another archiver goes on with this archive. @public */
export class Superseded extends Error {
  override readonly name = 'Superseded';

  constructor(path: string, folder: string) {
    super(
      `Another archiver began the chapter ${folder} of ${path} and goes on with it: this one ends. If both are meant to run, give each cluster a path of its own.`,
    );
  }
}

/** Who and what a chapter is from. */
export type ChapterOrigin = Pick<ChapterBegin, 'term' | 'primary' | 'source'>;

/** Writes what one source delivers, chapter after chapter. */
export class ChapterWriter {
  private sequence = 0;
  private beganAt = 0;
  private held: GtidSet;

  /** @param begun - the chapter that this archiver wrote before, if any: none is ever called like it again */
  constructor(
    private readonly job: ArchiveJob,
    private readonly store: ObjectStore,
    private readonly writer: string,
    private readonly origin: ChapterOrigin,
    private readonly opening: Opening,
    private begun = '',
  ) {
    this.held = opening.after;
  }

  /** All that the archive knows, with what preceded it. */
  get archived(): GtidSet {
    return this.held;
  }

  /** The folder of the chapter that is written. */
  get folder(): string {
    return this.begun;
  }

  /** Begins the first chapter. @returns its folder */
  async begin(): Promise<string> {
    await this.beginChapter(this.opening);
    return this.begun;
  }

  /** Writes transactions, in their order; what the archive has already is left out. */
  async write(transactions: readonly SpooledTransaction[]): Promise<void> {
    const fresh = transactions.filter(
      ({ gtid }) => !this.held.contains(GtidSet.parse(gtid)),
    );
    for (const batch of batchesOf(fresh)) {
      await this.rollWhenLong();
      const { store, folder, job } = this;
      await writeSegment({ ...job, store, folder }, this.sequence, batch);
      this.sequence += 1;
      this.held = this.held.union(batch.gtids);
    }
  }

  /**
   * @throws Superseded when another archiver began a newer chapter; Error when somebody deleted the chapter that is written, as
   * that of an archive which rests for days: its segments would belong to nothing
   */
  async requireNewest(): Promise<void> {
    const { job, folder } = this;
    const folders = await chapterFolders(this.store, job.path);
    const last = folders[folders.length - 1];
    if (last !== undefined && last > folder)
      throw new Superseded(job.path, last);
    if (last !== folder)
      throw new Error(
        `The chapter ${folder} of ${job.path} is gone from ${this.store.where}: a new one is begun.`,
      );
  }

  private async rollWhenLong(): Promise<void> {
    const age = performance.now() - this.beganAt;
    if (this.sequence < mostSegments && age < (this.job.chapterMs ?? chapterMs))
      return;
    await this.requireNewest();
    await this.beginChapter({
      reason: 'Rolled',
      after: this.held,
      orphans: GtidSet.EMPTY,
      missing: GtidSet.EMPTY,
    });
  }

  private async beginChapter(opening: Opening): Promise<void> {
    const { job, store, writer } = this;
    const folders = await chapterFolders(store, job.path);
    const [last] = [this.begun, ...folders].sort().slice(-1);
    this.begun = folderOf(last ? numberOf(last) + 1 : 1, writer);
    const { after, orphans, missing } = opening;
    const begin = {
      ...{ format: chapterFormat, cluster: job.cluster, writer },
      ...{ reason: opening.reason, openedAt: new Date().toISOString() },
      ...this.origin,
      ...{ after, orphans, missing },
    };
    await store.put(
      chapterKey(job.path, this.folder),
      Buffer.from(`${JSON.stringify(begin, null, 1)}\n`),
      job.signal,
    );
    this.sequence = 0;
    this.beganAt = performance.now();
  }
}
