import { Clock } from '../../clock';
import { Call, Session } from '../connection';
import { MySqlError } from '../MySqlError';

/**
 * Runs what commits. A commit that waits for its acknowledgement goes on waiting when its session is killed or its
 * client goes away, and holds one of max_connections until then: so one that is late is left alone, and while some
 * wait no more are added. None of these sessions may be the commanding one: it would keep the lock from a successor.
 */
export class WaitingCommits {
  private readonly busy = new Set<Session>();
  private idle?: Session;

  constructor(
    private readonly options: {
      readonly instance: string;
      readonly clock: Clock;
      readonly deadlineMs: number;
      readonly open: () => Promise<Session>;
    },
  ) {}

  /** How many wait now. */
  get count(): number {
    return this.busy.size;
  }

  /**
   * Runs it; of what is late, the statement under way goes on, and no further one is begun.
   *
   * @param limit - how many may wait at the same time
   * @throws MySqlError of kind `timeout` when it is late, or when too many wait already
   */
  async run<T>(limit: number, write: (call: Call) => Promise<T>): Promise<T> {
    const { clock, deadlineMs } = this.options;
    if (this.busy.size >= limit) {
      throw this.late(
        `${this.busy.size} earlier commits of this operator still wait for their acknowledgement`,
      );
    }
    const session = await this.take();
    this.busy.add(session);
    const abort = new AbortController();
    const written = write(
      new Call(session, clock, { deadlineMs, whenLate: 'leave' }),
    ).finally(() => this.giveBack(session));
    const deadline = clock.sleep(deadlineMs, abort.signal).then<never>(() => {
      throw this.late(`the commit still waits after ${deadlineMs} ms`);
    });
    try {
      return await Promise.race([written, deadline]);
    } finally {
      abort.abort();
    }
  }

  drop(): void {
    [...this.busy, this.idle].forEach(session => session?.drop());
  }

  private async take(): Promise<Session> {
    const { idle } = this;
    this.idle = undefined;
    return idle?.isOpen ? idle : this.options.open();
  }

  private giveBack(session: Session): void {
    this.busy.delete(session);
    if (this.idle?.isOpen) {
      session.drop();
    } else {
      this.idle = session;
    }
  }

  private late(message: string): MySqlError {
    return new MySqlError(this.options.instance, {
      kind: 'timeout',
      code: 'MYSQLHA_COMMIT_WAITS',
      message,
    });
  }
}
