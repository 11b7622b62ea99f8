import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from 'mysql2/promise';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { BinlogDump } from '../binlog';
import { instant } from '../history/instant';
import { ArchiveJob } from './ArchiveJob';
import { ChapterWriter } from './ChapterWriter';
import { ReportPace } from './ReportPace';
import { Spool, SpooledTransaction } from './Spool';
import { SeenInstance } from './choose';
import { InstanceFacts, lookAt } from './lookAt';

/** So often what came is written, at most: each object costs money. */
const everyMs = 500;
/** A minute: what only proves that a write commits is written so often. */
const heartbeatEveryMs = 60_000;
/** So often another archiver is looked for. */
const lookAroundMs = 60_000;
/** What took longer than this into the store was late. */
const lateMs = 10_000;
/** A source that delivers for so long nothing of what the primary has committed is left for another one. */
const patienceMs = 5_000;
/** Reading stops while more than this waits for the store. */
const mostSpooledBytes = 256 * 1024 ** 2;

/** The source didn’t deliver what the primary has. */
export class SourceStalled extends Error {
  override readonly name = 'SourceStalled';
  constructor(readonly source: string) {
    super(
      `${source} delivers nothing of what the primary has committed for ${
        patienceMs / 1000
      } s: another instance is read.`,
    );
  }
}

/** The primary is another one, or none: what may be archived has to be asked anew. */
class PrimaryChanged extends Error {
  override readonly name = 'PrimaryChanged';
}

/** Follows one source while the primary stays the same. */
export class ArchiveSession {
  private failure: unknown;
  private heartbeatAt = performance.now();
  private lookedAt = performance.now();
  private progressedAt = performance.now();
  private readonly reports = new ReportPace(() => this.report());
  private receivedBytes = 0;
  private newest: SpooledTransaction | undefined;
  private delayMs: number | undefined;
  /** Commit time of the oldest transaction that is being written now. */
  private writing: number | undefined;
  private comesLate = false;

  constructor(
    private readonly job: ArchiveJob,
    private readonly primary: SeenInstance,
    private readonly connection: Connection,
    private readonly source: string,
    private readonly dump: BinlogDump,
    private readonly spool: Spool,
    private readonly writer: ChapterWriter,
  ) {}

  /** Goes on until something changes. @throws Error saying what */
  async run(): Promise<never> {
    this.receive().catch(failure => {
      this.failure ??= failure;
    });
    for (;;) {
      this.job.signal.throwIfAborted();
      const startedAt = performance.now();
      await this.reports.during(() => this.turn());
      this.reports.whenDue();
      if (this.failure) throw this.failure;
      const rest = everyMs - (performance.now() - startedAt);
      await delay(Math.max(20, rest), undefined, { signal: this.job.signal });
    }
  }

  private async receive(): Promise<void> {
    for await (const event of this.dump) {
      this.spool.add(event);
      while (this.spool.bytes > mostSpooledBytes && !this.dump.destroyed)
        await delay(everyMs);
    }
  }

  private async turn(): Promise<void> {
    if (performance.now() - this.lookedAt > lookAroundMs) {
      await this.writer.requireNewest();
      this.lookedAt = performance.now();
    }
    const committed = await this.committed();
    const ready = this.readyIn(committed);
    if (ready.length > 0 && this.worthWriting(ready)) {
      this.writing = ready[0]?.committedAt;
      await this.writer.write(ready);
      this.writing = undefined;
      this.spool.forget(ready.length);
      this.newest = ready[ready.length - 1];
      this.delayMs = Date.now() - (this.newest?.committedAt ?? 0) / 1000;
      this.heartbeatAt = performance.now();
      this.reports.news();
    }
    this.comesLate = this.isLate(committed);
    this.requireProgress(ready.length > 0, committed);
  }

  /**
   * What may be archived: mysqld delivers a transaction before it is acknowledged, and the application may never hear
   * that it was committed. Only what the primary has in `gtid_executed` was.
   */
  private async committed(): Promise<GtidSet> {
    const now: InstanceFacts = await lookAt(this.connection);
    const { uuid, term } = this.primary;
    if (now.uuid !== uuid || now.term !== term || !now.writable)
      throw new PrimaryChanged(
        `${this.primary.name} is not the primary of term ${term} any more.`,
      );
    return now.executed;
  }

  private readyIn(committed: GtidSet): readonly SpooledTransaction[] {
    const { transactions } = this.spool;
    const end = transactions.findIndex(
      ({ gtid }) => !committed.contains(GtidSet.parse(gtid)),
    );
    return end < 0 ? [...transactions] : transactions.slice(0, end);
  }

  private worthWriting(ready: readonly SpooledTransaction[]): boolean {
    return (
      ready.some(({ heartbeat }) => !heartbeat) ||
      performance.now() - this.heartbeatAt >=
        (this.job.heartbeatEveryMs ?? heartbeatEveryMs)
    );
  }

  private requireProgress(delivers: boolean, committed: GtidSet): void {
    const lacks = !this.writer.archived.contains(committed);
    // A large transaction takes its time; what is there and not the primary’s stands in the way of all that follows.
    const comes =
      this.spool.transactions.length === 0 &&
      this.spool.received > this.receivedBytes;
    this.receivedBytes = this.spool.received;
    if (delivers || comes || !lacks) this.progressedAt = performance.now();
    if (performance.now() - this.progressedAt > patienceMs)
      throw new SourceStalled(this.source);
  }

  /** What came was late, and more is to come: a long absence is being made up for. */
  private isLate(committed: GtidSet): boolean {
    if ((this.delayMs ?? 0) < lateMs) return false;
    const here = this.spool.transactions.map(({ gtid }) => gtid).join(',');
    return !this.writer.archived.union(GtidSet.parse(here)).contains(committed);
  }

  private behindMs(): number | undefined {
    const { writing, comesLate, delayMs } = this;
    if (writing === undefined) return comesLate ? delayMs : undefined;
    const ageMs = Date.now() - writing / 1000;
    return ageMs < lateMs ? undefined : ageMs;
  }

  private report(): void {
    const { source, newest, delayMs, writer, primary } = this;
    const behindMs = this.behindMs();
    this.job.report({
      ...{ state: 'Following', source, term: primary.term },
      chapter: writer.folder,
      ...(newest && { archivedTo: instant(newest.committedAt) }),
      gtidSet: writer.archived.toString(),
      ...(delayMs !== undefined && { delayMs: Math.round(delayMs) }),
      ...(behindMs !== undefined && { behindMs: Math.round(behindMs) }),
    });
  }
}
