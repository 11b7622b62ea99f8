import { Clock } from '../../clock';
import { Call, LazySession, Session } from '../connection';
import { notCommanding } from '../notCommanding';
import { MySqlError } from '../MySqlError';

const LOCK = 'mysqlha';

/**
 * The connection by which one operator commands a server. It holds a user-level lock, which only the end of the
 * connection frees: as long as it is open, it is the holder. So it is never reopened by itself: a successor may have
 * killed it and changed what this operator believes.
 */
export class CommandingConnection {
  private session?: Session;
  private taking?: Promise<void>;

  constructor(
    private readonly options: {
      readonly instance: string;
      readonly clock: Clock;
      readonly deadlineMs: number;
      readonly open: () => Promise<Session>;
      /** To end a command that is late: the connection that it runs on can't. */
      readonly reading: LazySession;
    },
  ) {}

  /** `CONNECTION_ID()` of the holder; undefined without command. */
  get id(): number | undefined {
    return this.session?.isOpen ? this.session.id : undefined;
  }

  /**
   * Takes the lock; KILLs whoever holds it. Who asks while it is being taken gets the same one: two of one operator would
   * kill each other's, in the middle of a command.
   */
  take(): Promise<void> {
    this.taking ??= this.takeNow().finally(() => {
      this.taking = undefined;
    });
    return this.taking;
  }

  /**
   * Runs a command.
   *
   * @throws MySqlError with code `MYSQLHA_NOT_COMMANDING` when the lock isn't held
   */
  async run<T>(command: (call: Call) => Promise<T>): Promise<T> {
    const { session } = this;
    if (!session?.isOpen) {
      throw notCommanding(this.options.instance);
    }
    try {
      return await command(this.call(session));
    } catch (error) {
      if (error instanceof MySqlError && error.failure.kind === 'timeout') {
        void this.kill(session.id);
      }
      throw error;
    }
  }

  drop(): void {
    this.session?.drop();
  }

  private async takeNow(): Promise<void> {
    if (this.session?.isOpen && (await this.stillHolds(this.session))) {
      return;
    }
    const session = await this.options.open();
    try {
      await this.takeLock(session);
    } catch (error) {
      session.drop();
      throw error;
    }
    this.session?.drop();
    this.session = session;
  }

  private async stillHolds(session: Session): Promise<boolean> {
    try {
      const [row] = await this.call(session).query(
        `SELECT IS_USED_LOCK('${LOCK}') = CONNECTION_ID() AS held`,
      );
      return row?.held === 1;
    } catch (error) {
      if (error instanceof MySqlError && error.failure.kind === 'reset') {
        return false;
      }
      throw error;
    }
  }

  private async takeLock(session: Session): Promise<void> {
    const call = this.call(session);
    for (;;) {
      const [holder] = await call.query(`SELECT IS_USED_LOCK('${LOCK}') AS id`);
      if (typeof holder?.id === 'number') {
        await call.endConnection(holder.id);
      }
      const [row] = await call.query(`SELECT GET_LOCK('${LOCK}', 0.2) AS got`);
      if (row?.got === 1) {
        return;
      }
    }
  }

  /** Dropping a connection doesn't end what hangs on it: a pending SET would take effect at any later time. */
  private async kill(id: number): Promise<void> {
    try {
      const reading = await this.options.reading.get();
      await this.call(reading).endConnection(id);
    } catch {
      // The server can't be reached; whoever takes command next ends that connection first.
    }
  }

  private call(session: Session): Call {
    const { clock, deadlineMs } = this.options;
    return new Call(session, clock, { deadlineMs });
  }
}
