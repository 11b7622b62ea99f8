import { Clock } from '../../clock';
import { MySqlError } from '../types';
import { Row, Session } from './Session';

/** One call of the adapter: its statements run one after the other and share one deadline. */
export class Call {
  private readonly endsAt: number;

  constructor(
    private readonly session: Session,
    private readonly clock: Clock,
    deadlineMs: number,
  ) {
    this.endsAt = clock.monotonic() + deadlineMs;
  }

  /** Milliseconds until the deadline. */
  get remainingMs(): number {
    return Math.max(1, this.endsAt - this.clock.monotonic());
  }

  /** `CONNECTION_ID()` of the session. */
  get connectionId(): number {
    return this.session.id;
  }

  /** Runs a statement with placeholders; `secrets` are those of the values that must not stand in an error. */
  query(
    sql: string,
    values: readonly unknown[] = [],
    secrets: readonly string[] = [],
  ): Promise<readonly Row[]> {
    return this.session.query(sql, {
      values,
      secrets,
      deadlineMs: this.remainingMs,
    });
  }

  /** Runs a statement that changes rows; says how many it found. */
  change(sql: string, values: readonly unknown[] = []): Promise<number> {
    return this.session.change(sql, { values, deadlineMs: this.remainingMs });
  }

  /** A failure that isn't MySQL's own. */
  error(code: string, message: string): MySqlError {
    return new MySqlError(this.session.instance, {
      kind: 'other',
      code,
      message,
    });
  }

  /** KILL; that it is gone already is as good. */
  async endConnection(id: number): Promise<void> {
    try {
      await this.query('KILL CONNECTION ?', [id]);
    } catch (error) {
      const gone =
        error instanceof MySqlError &&
        error.failure.code === 'ER_NO_SUCH_THREAD';
      if (!gone) {
        throw error;
      }
    }
  }
}
