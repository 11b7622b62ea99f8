import { Clock } from '../../clock';
import { Call, Session } from '../connection';
import { MySqlError } from '../MySqlError';
import { isConnected } from './isConnected';

/**
 * Runs what may hang, each on a connection of its own, so that nothing else waits for it; what is late is killed. Some of
 * it hangs on all the same, with one of max_connections: no other is begun meanwhile.
 */
export class StatementsAside {
  /** The connection of a statement that was late, and may hang on. */
  private late?: number;

  constructor(
    private readonly options: {
      readonly instance: string;
      readonly clock: Clock;
      readonly deadlineMs: number;
      readonly open: () => Promise<Session>;
      /** To ask for what is late, and to end it: the connection that it runs on can't. */
      readonly read: <T>(query: (call: Call) => Promise<T>) => Promise<T>;
    },
  ) {}

  /** @throws MySqlError of kind `timeout` when it is late, or when an earlier one still hangs */
  async run<T>(work: (call: Call) => Promise<T>): Promise<T> {
    const { clock, deadlineMs, read } = this.options;
    await this.refuseBesideLate();
    const session = await this.options.open();
    try {
      return await work(new Call(session, clock, { deadlineMs }));
    } catch (error) {
      if (error instanceof MySqlError && error.failure.kind === 'timeout') {
        this.late = session.id;
        void read(call => call.endConnection(session.id)).catch(
          () => undefined,
        );
      }
      throw error;
    } finally {
      session.drop();
    }
  }

  /** Perhaps another mysqld answers next, which counts its connections anew. */
  forgetLate(): void {
    this.late = undefined;
  }

  private async refuseBesideLate(): Promise<void> {
    const { late } = this;
    if (late && (await this.options.read(call => isConnected(call, late)))) {
      throw new MySqlError(this.options.instance, {
        kind: 'timeout',
        code: 'MYSQLHA_STILL_HANGS',
        message: 'an earlier statement about binary logs still hangs',
      });
    }
    this.late = undefined;
  }
}
