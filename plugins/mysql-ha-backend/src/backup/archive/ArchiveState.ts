import type { ArchiveReport } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { Clock } from '../../clock';
import { GtidSet } from '../../mysql';
import { ArchiveTrouble, ArchiveView } from '../../observe';
import { ArchiveWord } from './archiveWords';
import { BackupsNow } from './backupsNow';
import { rangeOf } from './rangeOf';

/** A failover, a restart of the archiver or a store that hiccups is over by then, in milliseconds. */
const PASSING_MS = 30_000;
/** The archiver speaks every ten seconds while it follows. */
const SILENT_MS = 60_000;
/** What can be restored is told once a minute. */
const RANGE_MS = 180_000;

type Following = Extract<ArchiveReport, { state: 'Following' }>;
type Recoverable = Extract<ArchiveReport, { state: 'Recoverable' }>;

/** What is known of one archive: what its archiver said, and what stands in its way. */
export class ArchiveState {
  private following?: Following;
  private holds?: GtidSet;
  private recoverable?: Recoverable;
  private waiting?: string;
  private rangeUnknown?: { readonly message: string; readonly at: number };
  private lastError?: string;
  /** Backups that nothing can be restored from any more, by their paths. */
  private readonly lost = new Set<string>();
  private refusal?: ArchiveTrouble;
  private podTrouble?: ArchiveTrouble;
  /** When it was last up to date, or was begun to be looked at. */
  private wellAt: number;
  private heardAt: number;

  /** @param place - where it lies, for sentences */
  constructor(private readonly clock: Clock, public place: string) {
    this.wellAt = clock.monotonic();
    this.heardAt = this.wellAt;
  }

  /** Why there can be no archiver; undefined when there can. */
  refuse(trouble: ArchiveTrouble | undefined): void {
    this.refusal = trouble;
  }

  /** Backups that are known here. It is known at once, and by the archiver a minute later, that one of them goes. */
  noteBackups({ lost, kept }: BackupsNow): void {
    for (const path of kept) this.lost.delete(path);
    for (const path of lost) this.lost.add(path);
  }

  /** Why its pod does not run, which may pass; undefined when it does. */
  notRunning(trouble: ArchiveTrouble | undefined): void {
    this.podTrouble = trouble;
  }

  /** The archiver said something. */
  note(word: ArchiveWord): void {
    this.heardAt = this.clock.monotonic();
    if ('error' in word) {
      this.lastError = word.error;
      return;
    }
    switch (word.state) {
      case 'Following':
        this.noteFollowing(word);
        return;
      case 'Waiting':
        this.waiting = word.message;
        return;
      case 'Recoverable':
        this.recoverable = word;
        this.rangeUnknown = undefined;
        return;
      case 'Unknown':
        this.rangeUnknown ??= { message: word.message, at: this.heardAt };
        return;
      default:
        word satisfies never;
    }
  }

  /** As the engine sees it now. */
  view(): ArchiveView {
    const { following, holds, recoverable, place } = this;
    return {
      ...{ place, holds, source: following?.source },
      trouble: this.trouble(),
      backups: recoverable?.backups,
      recoverability: recoverable && rangeOf(recoverable, following, this.lost),
    };
  }

  private noteFollowing(word: Following): void {
    this.following = word;
    this.holds = GtidSet.parse(word.gtidSet);
    this.waiting = undefined;
    this.lastError = undefined;
    if (!this.isBehind()) this.wellAt = this.heardAt;
  }

  private isBehind(): boolean {
    return (this.following?.behindMs ?? 0) >= PASSING_MS;
  }

  private trouble(): ArchiveTrouble | undefined {
    const { refusal, rangeUnknown } = this;
    if (refusal) return refusal;
    const now = this.clock.monotonic();
    const stopped =
      now - this.wellAt >= PASSING_MS && this.whyStopped(now - this.heardAt);
    if (stopped) return stopped;
    return rangeUnknown && now - rangeUnknown.at >= RANGE_MS
      ? {
          reason: 'RangeUnknown',
          message: `The binary log is archived, but which moments can be restored is not known: ${rangeUnknown.message}`,
          next: 'put right what it names; status.recoverability is of before.',
        }
      : undefined;
  }

  private whyStopped(silentMs: number): ArchiveTrouble | undefined {
    const { podTrouble, waiting, lastError, following, place } = this;
    if (podTrouble) return podTrouble;
    if (waiting !== undefined)
      return {
        reason: 'Waiting',
        message: `The binary log does not get into ${place}: ${waiting}`,
        next: 'put right what it names; the archiver goes on by itself then, and nothing is lost as long as the servers have their binary logs.',
      };
    if (this.isBehind())
      return {
        reason: 'Behind',
        message: `The oldest commit that is not in ${place} has waited for ${Math.round(
          (following?.behindMs ?? 0) / 1000,
        )} s: the store takes less than the cluster writes, or does not answer.`,
        next: 'look at the store; the archiver goes on by itself.',
      };
    if (lastError !== undefined)
      return {
        reason: 'Ended',
        message: `The archiver ended and is started anew: ${lastError}`,
        next: 'put right what it names.',
      };
    if (!following)
      return {
        reason: 'NotBegun',
        message: 'The archiver has not begun yet.',
        next: 'kubectl get pods --selector mysqlha.dev/agent=archive shows its pod.',
      };
    return silentMs >= SILENT_MS
      ? {
          reason: 'Silent',
          message: 'Nothing is heard of the archiver.',
          next: 'kubectl get pods --selector mysqlha.dev/agent=archive shows its pod; delete it if it hangs.',
        }
      : undefined;
  }
}
