import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Archive, readArchive } from '../archive/readArchive';
import { Manifest } from '../artifact';
import { beginsTransaction, readHeader } from '../binlog';
import { ReplayStep, ReplayTarget, planReplay } from '../history/planReplay';
import { NotRecoverable } from '../history/NotRecoverable';
import { instant, microsOf } from '../history/instant';
import { Programs } from '../mysql';
import { Progress } from '../progress';
import { ObjectStore } from '../stores';
import { RelayLogs } from './RelayLogs';
import { ReplayServer } from './ReplayServer';
import { fetchSegment } from './fetchSegment';
import { transactionsOf } from './transactionsOf';

/** So much is fetched before it is applied: it lies on scratch space, uncompressed. */
const batchBytes = 512 * 1024 ** 2;

/** What is applied, and to what. */
export interface ReplayJob {
  readonly store: ObjectStore;
  /** Where the archive is, below the store’s prefix. */
  readonly archive: string;
  readonly target: ReplayTarget;
  /** Of the backup that the data were restored from. */
  readonly manifest: Manifest;
  /** The backup, for sentences. */
  readonly path: string;
  readonly datadir: string;
  readonly scratch: string;
  readonly programs: Programs;
  readonly progress: Progress;
  readonly signal?: AbortSignal;
  /** For tests. */
  readonly batchBytes?: number;
}

/** What the data hold now. */
export interface Replayed {
  readonly gtidExecuted: string;
  /** Commit time of the newest transaction that was applied, in microseconds since 1970; undefined when none was. */
  readonly newest?: number;
}

/** What is applied next. */
interface Batch {
  readonly logs: RelayLogs;
  /** All of its transactions, and those of all before it. */
  readonly wanted: GtidSet;
}

/** Says whether a replay is possible, before anything is restored. @throws NotRecoverable */
export async function requireReplay(
  job: Pick<
    ReplayJob,
    'store' | 'archive' | 'target' | 'manifest' | 'path' | 'scratch'
  >,
): Promise<readonly ReplayStep[]> {
  const archive = await readArchive(job.store, job.archive);
  const steps = planned(archive, job);
  const last = steps[steps.length - 1];
  if (last) await requireOlderBackup(job, last);
  return steps;
}

/** A backup that ends in the same segment as the moment may hold what was committed after it. */
async function requireOlderBackup(
  { store, scratch, path }: Pick<ReplayJob, 'store' | 'scratch' | 'path'>,
  { segment, saved, until }: ReplayStep,
): Promise<void> {
  if (until === undefined || !saved || saved.isEmpty()) return;
  await mkdir(scratch, { recursive: true });
  const file = join(scratch, 'segment.zst');
  let later = false;
  for await (const { transaction } of transactionsOf(
    fetchSegment(store, segment, file),
  )) {
    if (!transaction) continue;
    later ||= transaction.committedAt > until;
    if (later && saved.contains(GtidSet.parse(transaction.gtid)))
      throw new NotRecoverable(
        `The backup ${path} can’t be restored to ${instant(until)}: it holds ${
          transaction.gtid
        }, which was committed at ${instant(
          transaction.committedAt,
        )}. Choose an older backup.`,
        { after: instant(segment.to) },
      );
  }
  await rm(file, { force: true });
}

/**
 * Applies archived transactions to restored data. Interrupted anywhere it can be begun again: mysqld skips a transaction
 * whose GTID it has.
 *
 * @throws NotRecoverable, NotApplied, DamagedArtifact, StoreError
 */
export async function replay(job: ReplayJob): Promise<Replayed> {
  const steps = await requireReplay(job);
  const { progress, signal, scratch } = job;
  const server = new ReplayServer(
    ...([job.programs, scratch, job.datadir, job.manifest.server] as const),
  );
  const batches = new Batches(job, steps);
  progress.begin(
    'apply the archived transactions',
    steps.reduce((sum, { segment }) => sum + segment.bytes, 0),
  );
  try {
    const none = new RelayLogs(join(scratch, 'relay'));
    none.close();
    await server.start(none);
    await server.forgetSource();
    let held = await server.executed();
    await server.stop();
    none.remove();
    for await (const { logs, wanted } of batches.from(held)) {
      signal?.throwIfAborted();
      await server.start(logs);
      await server.apply(logs, wanted, signal);
      held = await server.executed();
      await server.stop();
      logs.remove();
    }
    // A server that starts on the data gets an identity of its own.
    await rm(join(job.datadir, 'auto.cnf'), { force: true });
    const { newest } = batches;
    return { gtidExecuted: held.toString(), ...(newest && { newest }) };
  } finally {
    await server.kill();
    await rm(join(scratch, 'relay'), { recursive: true, force: true });
  }
}

/** The steps’ transactions, so many at once as scratch space should hold. */
class Batches {
  /** Commit time of the newest one so far. */
  newest: number | undefined;
  private wanted = GtidSet.EMPTY;

  constructor(
    private readonly job: ReplayJob,
    private readonly steps: readonly ReplayStep[],
  ) {}

  /** @param held - what the data have already: an earlier try may have come far */
  async *from(held: GtidSet): AsyncIterable<Batch> {
    const folder = join(this.job.scratch, 'relay');
    await mkdir(this.job.scratch, { recursive: true });
    let logs = new RelayLogs(folder);
    this.wanted = held;
    for (const step of this.steps) {
      this.job.signal?.throwIfAborted();
      await this.fetch(step, held, logs);
      this.job.progress.add(step.segment.bytes);
      if (logs.bytes < (this.job.batchBytes ?? batchBytes)) continue;
      logs.close();
      yield { logs, wanted: this.wanted };
      logs = new RelayLogs(folder);
    }
    logs.close();
    if (logs.bytes > 0) yield { logs, wanted: this.wanted };
  }

  private async fetch(
    { segment, apply, until = Infinity }: ReplayStep,
    held: GtidSet,
    logs: RelayLogs,
  ): Promise<void> {
    const path = join(this.job.scratch, 'segment.zst');
    const events = fetchSegment(this.job.store, segment, path);
    let kept = false;
    for await (const { event, transaction } of transactionsOf(events)) {
      if (!transaction) {
        logs.describe(event);
        continue;
      }
      const begins = beginsTransaction(readHeader(event).type);
      if (begins) {
        if (transaction.committedAt > until) break;
        const gtid = GtidSet.parse(transaction.gtid);
        if (apply.contains(gtid)) this.count(gtid, transaction.committedAt);
        kept = apply.contains(gtid) && !held.contains(gtid);
      }
      if (kept) logs.add(event, transaction, begins);
    }
    await rm(path, { force: true });
  }

  private count(gtid: GtidSet, committedAt: number): void {
    this.wanted = this.wanted.union(gtid);
    this.newest = Math.max(this.newest ?? 0, committedAt);
  }
}

function planned(
  archive: Archive,
  { manifest, path, target }: Pick<ReplayJob, 'manifest' | 'path' | 'target'>,
): readonly ReplayStep[] {
  const base = {
    name: path,
    gtidExecuted: GtidSet.parse(manifest.gtidExecuted),
    completedAt: microsOf(manifest.completedAt),
  };
  return planReplay(archive, base, target);
}
