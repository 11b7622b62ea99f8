import { Clock } from '../clock';
import { GtidSet, MySqlError, MySqlFacts, MySqlInstance } from '../mysql';
import { hasEnoughReplicas } from '../observe';
import { Stalls } from './StallDetector';

/** Milliseconds between two heartbeats; each is a transaction, so they are few. */
const EVERY_MS = 5_000;

/**
 * How long a commit may wait, in milliseconds, while enough replicas are connected and nothing else commits. A replica
 * that has received it and was cut off before it acknowledged does so with the next commit only
 * (`e2e/conformance/waitingCommit.test.ts`): on an idle primary that would be a late heartbeat, or a failover for
 * nothing.
 */
const NUDGE_MS = 1_000;

/** What the server says when there is no space left, where it does not wait for some. */
const NO_SPACE: ReadonlySet<string> = new Set([
  'ER_DISK_FULL',
  'ER_RECORD_FILE_FULL',
  'ER_ERROR_ON_WRITE',
]);

/** Proves that a write commits on the primary, on a connection of its own. */
export class Heartbeat {
  private committedAt?: number;
  /** Since when no write has been proved, from the first try on. */
  private tryingSince?: number;
  /** Since when its commits have had all that they wait for. */
  private connectedSince?: number;
  /** Since when a commit has waited and none come to its end, though enough replicas are connected. */
  private waiting?: { readonly since: number; readonly executed: GtidSet };
  private beating = false;
  private dueAt = 0;
  private of?: string;

  constructor(
    private readonly clock: Clock,
    private readonly stalls: Pick<Stalls, 'lateMs'>,
  ) {}

  /** When a write was last proved to commit, milliseconds ago; only of this instance. */
  ageMs(instance: string | undefined): number | undefined {
    return this.of === instance && this.committedAt !== undefined
      ? this.clock.monotonic() - this.committedAt
      : undefined;
  }

  /**
   * For how long a heartbeat has been tried in vain now, of the time that this process ran: an answer that lies there
   * unread waits for nobody but us. One that times out counts like one that waits: when nobody can
   * log in any more each try ends so; and a full disk ends it with an error of its own.
   */
  pendingMs(instance: string | undefined): number | undefined {
    return this.of === instance && this.tryingSince !== undefined
      ? this.ran() - this.tryingSince
      : undefined;
  }

  /** For how long this primary's commits have had enough replicas connected, in milliseconds, without a break. */
  connectedForMs(instance: string | undefined): number | undefined {
    return this.of === instance && this.connectedSince !== undefined
      ? this.ran() - this.connectedSince
      : undefined;
  }

  /** What the last probe of the primary said. */
  note(instance: string, facts: MySqlFacts): void {
    this.ofInstance(instance);
    const now = this.ran();
    const connected = hasEnoughReplicas(facts);
    if (!connected) this.connectedSince = undefined;
    else this.connectedSince ??= now;
    const { gtidExecuted: executed, semiSyncSource } = facts;
    if (!connected || semiSyncSource.waitingSessions === 0) {
      this.waiting = undefined;
    } else if (!this.waiting?.executed.equals(executed)) {
      this.waiting = { since: now, executed };
    }
  }

  /** Nobody expects a write to commit now, so none has been tried in vain. */
  rest(): void {
    this.tryingSince = undefined;
    this.waiting = undefined;
    this.dueAt = 0;
  }

  /** A write on this instance is known to have committed, by other means. */
  proved(instance: string): void {
    this.ofInstance(instance);
    this.committedAt = this.clock.monotonic();
    this.tryingSince = undefined;
  }

  /** Beats if it is time, or if one more commit may end the waiting of another; never throws. */
  async beat(
    instance: string,
    mysql: Pick<MySqlInstance, 'writeHeartbeat'>,
    onFirst: () => void,
  ): Promise<void> {
    const now = this.clock.monotonic();
    const ran = this.ran();
    this.ofInstance(instance);
    const nudges =
      this.waiting !== undefined && ran - this.waiting.since >= NUDGE_MS;
    if (nudges) this.waiting = undefined;
    if (this.beating) {
      if (nudges) await this.nudge(instance, mysql);
      return;
    }
    if (now < this.dueAt && !nudges) return;
    this.beating = true;
    this.tryingSince ??= ran;
    const first = this.committedAt === undefined;
    try {
      await mysql.writeHeartbeat();
      if (this.of === instance) this.proved(instance);
      this.dueAt = this.clock.monotonic() + EVERY_MS;
      if (first) onFirst();
    } catch (error) {
      // What was refused tells nothing of other writes, such as a wrong password or too many connections.
      if (!isHang(error)) this.tryingSince = undefined;
      this.dueAt = this.clock.monotonic() + 500;
    } finally {
      this.beating = false;
    }
  }

  /** A commit beside the one that waits. */
  private async nudge(
    instance: string,
    mysql: Pick<MySqlInstance, 'writeHeartbeat'>,
  ): Promise<void> {
    try {
      await mysql.writeHeartbeat();
      if (this.of === instance) this.proved(instance);
    } catch {
      // What the one that waits says counts.
    }
  }

  /** For how long this process has run, in milliseconds, from some beginning. */
  private ran(): number {
    return this.clock.monotonic() - this.stalls.lateMs();
  }

  private ofInstance(instance: string): void {
    if (this.of === instance) return;
    this.of = instance;
    this.committedAt = undefined;
    this.connectedSince = undefined;
    this.rest();
  }
}

function isHang(error: unknown): boolean {
  if (!(error instanceof MySqlError)) return false;
  const { kind, code } = error.failure;
  return kind === 'timeout' || NO_SPACE.has(code);
}
