import { GtidSet } from '../gtid';
import { LoggedTransaction } from './DataDirectory';
import { isAccountStatement, Session, Transaction } from './Transaction';

interface WaitingCommit extends LoggedTransaction {
  readonly session: Session;
}

/**
 * The source's half of semi-synchronous replication, AFTER_SYNC with an endless timeout:
 * a commit is in the binary log, and invisible until enough replicas acknowledged it.
 */
export class SemiSyncSource {
  private on = false;
  private count = 1;
  private waitsWithoutReplicas = true;
  private waiting: readonly WaitingCommit[] = [];
  /** By server uuid, the newest position that this replica acknowledged; it covers all before. */
  private readonly acknowledgements = new Map<string, number>();

  /**
   * @param release - called for each transaction that becomes visible
   * @param connected - how many replicas are connected that acknowledge
   */
  constructor(
    private readonly release: (transaction: Transaction) => void,
    private readonly connected: () => number,
  ) {}

  get enabled(): boolean {
    return this.on;
  }

  get waitFor(): number {
    return this.count;
  }

  /** Commits that come later queue behind the first, and count as waiting only when it is their turn. */
  get waitingSessions(): number {
    return Math.min(1, this.waiting.length);
  }

  /** In the binary log and not in gtid_executed. */
  get invisible(): GtidSet {
    return this.waiting.reduce(
      (set, { transaction }) => set.union(transaction.gtid),
      GtidSet.EMPTY,
    );
  }

  /** Whether a waiting commit keeps all logins waiting. */
  get blocksLogins(): boolean {
    return this.waiting.some(({ transaction }) =>
      isAccountStatement(transaction.change),
    );
  }

  /** Makes the commit wait, or returns it at once. */
  commit(logged: LoggedTransaction, session: Session): void {
    this.waiting = [...this.waiting, { ...logged, session }];
    this.releaseHeld();
  }

  acknowledge(replicaUuid: string, position: number): void {
    this.acknowledgements.set(
      replicaUuid,
      Math.max(position, this.acknowledgements.get(replicaUuid) ?? 0),
    );
    this.releaseHeld();
  }

  /** A lower count acknowledges what waits, if as many replicas hold it. */
  enable(waitFor: number): void {
    this.on = true;
    this.count = waitFor;
    this.releaseHeld();
  }

  /** Acknowledges all that waits, although no replica may have it. */
  disable(): void {
    this.on = false;
    this.releaseHeld();
  }

  /** `rpl_semi_sync_source_wait_no_replica`: OFF acknowledges what waits while too few replicas are connected. */
  setWaitNoReplica(on: boolean): void {
    this.waitsWithoutReplicas = on;
    this.releaseHeld();
  }

  /** SIGTERM does the same. */
  releaseAll(): void {
    this.finish(this.waiting);
  }

  /** Ends ordinary sessions; what they committed waits on. */
  cutSessions(): void {
    this.waiting
      .filter(({ session }) => session.ordinary)
      .forEach(({ session }) => session.cut());
  }

  /** The process died: what waited is in the binary log, and so committed when it starts again. */
  die(): void {
    this.waiting.forEach(({ session }) => session.cut());
    this.finish(this.waiting);
  }

  private releaseHeld(): void {
    const gaveUp =
      !this.on || (!this.waitsWithoutReplicas && this.connected() < this.count);
    this.finish(
      this.waiting.filter(
        ({ position }) => gaveUp || this.holders(position) >= this.count,
      ),
    );
  }

  private holders(position: number): number {
    return [...this.acknowledgements.values()].filter(
      acknowledged => acknowledged >= position,
    ).length;
  }

  private finish(commits: readonly WaitingCommit[]): void {
    this.waiting = this.waiting.filter(commit => !commits.includes(commit));
    for (const { transaction, session } of commits) {
      this.release(transaction);
      session.acknowledged();
    }
  }
}
