import { Clock } from '../clock';
import { MySqlInstance } from '../mysql';

/** Milliseconds between two heartbeats; each is a transaction, so they are few. */
const EVERY_MS = 5_000;

/** Proves that a write commits on the primary, on a connection of its own. */
export class Heartbeat {
  private committedAt?: number;
  private pendingSince?: number;
  private dueAt = 0;
  private of?: string;

  constructor(private readonly clock: Clock) {}

  /** When a write was last proved to commit, milliseconds ago; only of this instance. */
  ageMs(instance: string | undefined): number | undefined {
    return this.of === instance && this.committedAt !== undefined
      ? this.clock.monotonic() - this.committedAt
      : undefined;
  }

  /** For how long a heartbeat has been waiting now. */
  pendingMs(instance: string | undefined): number | undefined {
    return this.of === instance && this.pendingSince !== undefined
      ? this.clock.monotonic() - this.pendingSince
      : undefined;
  }

  /** A write on this instance is known to have committed, by other means. */
  proved(instance: string): void {
    this.of = instance;
    this.committedAt = this.clock.monotonic();
  }

  /** Beats if it is time; never throws, never waits for more than one at a time. */
  async beat(
    instance: string,
    mysql: MySqlInstance,
    onFirst: () => void,
  ): Promise<void> {
    const now = this.clock.monotonic();
    if (this.of !== instance) {
      this.of = instance;
      this.committedAt = undefined;
      this.dueAt = 0;
    }
    if (this.pendingSince !== undefined || now < this.dueAt) return;
    this.pendingSince = now;
    const first = this.committedAt === undefined;
    try {
      await mysql.writeHeartbeat();
      if (this.of === instance) this.committedAt = this.clock.monotonic();
      this.dueAt = this.clock.monotonic() + EVERY_MS;
      if (first) onFirst();
    } catch {
      // What it means is said by its age; the next try is due soon.
      this.dueAt = this.clock.monotonic() + 500;
    } finally {
      this.pendingSince = undefined;
    }
  }
}
