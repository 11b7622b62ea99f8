import { Clock } from '../clock';
import { MySqlError, MySqlInstance } from '../mysql';

/** Milliseconds between two heartbeats; each is a transaction, so they are few. */
const EVERY_MS = 5_000;

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
  private beating = false;
  private dueAt = 0;
  private of?: string;

  constructor(private readonly clock: Clock) {}

  /** When a write was last proved to commit, milliseconds ago; only of this instance. */
  ageMs(instance: string | undefined): number | undefined {
    return this.of === instance && this.committedAt !== undefined
      ? this.clock.monotonic() - this.committedAt
      : undefined;
  }

  /**
   * For how long a heartbeat has been tried in vain now. One that times out counts like one that waits: when nobody can
   * log in any more each try ends so; and a full disk ends it with an error of its own.
   */
  pendingMs(instance: string | undefined): number | undefined {
    return this.of === instance && this.tryingSince !== undefined
      ? this.clock.monotonic() - this.tryingSince
      : undefined;
  }

  /** For how long this primary's commits have had enough replicas connected, in milliseconds, without a break. */
  connectedForMs(instance: string | undefined): number | undefined {
    return this.of === instance && this.connectedSince !== undefined
      ? this.clock.monotonic() - this.connectedSince
      : undefined;
  }

  /** What the last probe said: whether enough replicas are connected for a commit. */
  note(instance: string, enoughConnected: boolean): void {
    this.ofInstance(instance);
    if (!enoughConnected) this.connectedSince = undefined;
    else this.connectedSince ??= this.clock.monotonic();
  }

  /** Nobody expects a write to commit now, so none has been tried in vain. */
  rest(): void {
    this.tryingSince = undefined;
    this.dueAt = 0;
  }

  /** A write on this instance is known to have committed, by other means. */
  proved(instance: string): void {
    this.ofInstance(instance);
    this.committedAt = this.clock.monotonic();
    this.tryingSince = undefined;
  }

  /** Beats if it is time; never throws, never waits for more than one at a time. */
  async beat(
    instance: string,
    mysql: Pick<MySqlInstance, 'writeHeartbeat'>,
    onFirst: () => void,
  ): Promise<void> {
    const now = this.clock.monotonic();
    this.ofInstance(instance);
    if (this.beating || now < this.dueAt) return;
    this.beating = true;
    this.tryingSince ??= now;
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
