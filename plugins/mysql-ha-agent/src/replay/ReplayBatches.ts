import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { beginsTransaction, readHeader } from '../binlog';
import { ReplayStep } from '../history/planReplay';
import { RelayLogs } from './RelayLogs';
import { ReplayJob } from './ReplayJob';
import { fetchSegment } from './fetchSegment';
import { transactionsOf } from './transactionsOf';

/** So much is fetched before it is applied: it lies on scratch space, uncompressed. */
const batchBytes = 512 * 1024 ** 2;

/** What is applied next. */
interface Batch {
  readonly logs: RelayLogs;
  /** All of its transactions, and those of all before it. */
  readonly wanted: GtidSet;
}

/** The steps’ transactions, so many at once as scratch space should hold. */
export class ReplayBatches {
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
