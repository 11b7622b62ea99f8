import { Clock } from '../../clock';
import { MySqlError } from '../MySqlError';
import { Row, Session } from './Session';

/** A statement that is left alone ends when its server does. */
const LEFT_MS = 24 * 60 * 60 * 1000;

/** One call of the adapter: its statements run one after the other and share one deadline, after which none begins. */
export class Call {
  private readonly endsAt: number;

  /** @param options - `whenLate` says whether the deadline ends the connection, or leaves the statement alone */
  constructor(
    private readonly session: Session,
    private readonly clock: Clock,
    private readonly options: {
      readonly deadlineMs: number;
      readonly whenLate?: 'drop' | 'leave';
    },
  ) {
    this.endsAt = clock.monotonic() + options.deadlineMs;
  }

  /** Milliseconds until the deadline. */
  get remainingMs(): number {
    return this.endsAt - this.clock.monotonic();
  }

  /** `CONNECTION_ID()` of the session. */
  get connectionId(): number {
    return this.session.id;
  }

  /** Runs a statement with placeholders; `secrets` are those of the values that must not stand in an error. */
  async query(
    sql: string,
    values: readonly unknown[] = [],
    secrets: readonly string[] = [],
  ): Promise<readonly Row[]> {
    const deadlineMs = this.statementMs();
    return this.session.query(sql, { values, secrets, deadlineMs });
  }

  /** Runs a statement that changes rows; says how many it found. */
  async change(sql: string, values: readonly unknown[] = []): Promise<number> {
    return this.session.change(sql, { values, deadlineMs: this.statementMs() });
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

  private statementMs(): number {
    if (this.remainingMs <= 0) {
      throw new MySqlError(this.session.instance, {
        kind: 'timeout',
        code: 'ETIMEDOUT',
        message: `not done within ${this.options.deadlineMs} ms`,
      });
    }
    return this.options.whenLate === 'leave' ? LEFT_MS : this.remainingMs;
  }
}
