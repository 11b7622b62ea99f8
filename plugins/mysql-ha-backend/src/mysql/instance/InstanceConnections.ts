import { Clock } from '../../clock';
import { Call, LazySession, Session, Transport } from '../connection';
import { notCommanding } from '../notCommanding';
import { ConnectionFailure } from '../MySqlError';
import { InstanceAddress, SystemCredentials } from '../types';
import { CommandingConnection } from './CommandingConnection';
import { StatementsAside } from './StatementsAside';
import { WaitingCommits } from './WaitingCommits';

const CONNECT_MS = 2000;
const READ_MS = 1000;
const COMMAND_MS = 5000;
/** Less than a command may take, so that the server ends it and the connection stays. */
const LOCK_WAIT_SECONDS = 4;
/** So many commits may wait for an acknowledgement; heartbeats more, when another one may release them. */
const WAITING_COMMITS = 3;
const WAITING_BEATS = 12;
/**
 * What would hang behind an account statement that waits is read where writes are, and not while any of them waits
 * (`e2e/conformance/events.test.ts`): hanging must befall neither probes nor commands.
 */
const AMONG_COMMITS = 1;

/**
 * The connections of one operator to one mysqld: one to read, one to command, and others for what may hang behind a commit
 * that waits, so that neither probes nor commands do.
 */
export class InstanceConnections {
  private readonly name: string;
  private readonly listeners = new Set<(failure: ConnectionFailure) => void>();
  private readonly reading: LazySession;
  private readonly commanding: CommandingConnection;
  private readonly writing: WaitingCommits;
  private readonly beating: WaitingCommits;
  private readonly statementsAside: StatementsAside;

  constructor(
    private readonly options: {
      readonly address: InstanceAddress;
      readonly credentials: SystemCredentials;
      readonly transport: Transport;
      readonly clock: Clock;
    },
  ) {
    const { address, credentials, clock } = options;
    this.name = address.pod;
    const common = { instance: this.name, clock, deadlineMs: COMMAND_MS };
    const asOperator = { ...common, open: () => this.openAsOperator() };
    this.reading = new LazySession(() => this.openReading());
    this.commanding = new CommandingConnection({
      ...asOperator,
      reading: this.reading,
    });
    this.writing = new WaitingCommits(asOperator);
    this.beating = new WaitingCommits({
      ...common,
      open: () => this.open(credentials.heartbeat),
    });
    this.statementsAside = new StatementsAside({
      ...asOperator,
      read: query => this.read(query),
    });
  }

  onDisconnect(listener: (failure: ConnectionFailure) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Opens one for a purpose of its own; who asks for it drops it. */
  open(login: { user: string; password: string }): Promise<Session> {
    const { address, transport, clock } = this.options;
    return Session.open({
      instance: this.name,
      address,
      login,
      transport,
      clock,
      connectTimeoutMs: CONNECT_MS,
      lockWaitSeconds: LOCK_WAIT_SECONDS,
    });
  }

  openAsOperator(): Promise<Session> {
    return this.open(this.options.credentials.operator);
  }

  /** A probe, on the connection whose end is told to listeners. */
  async read<T>(query: (call: Call) => Promise<T>): Promise<T> {
    const session = await this.reading.get();
    return query(
      new Call(session, this.options.clock, { deadlineMs: READ_MS }),
    );
  }

  takeCommand(): Promise<void> {
    return this.commanding.take();
  }

  /** @throws MySqlError with code `MYSQLHA_NOT_COMMANDING` when this operator does not command */
  command<T>(command: (call: Call) => Promise<T>): Promise<T> {
    return this.commanding.run(command);
  }

  /** Writes, unless another operator commands by now; `commander` is the connection that does. */
  write<T>(change: (call: Call, commander: number) => Promise<T>): Promise<T> {
    return this.writing.run(WAITING_COMMITS, call =>
      this.commanded(call, id => change(call, id)),
    );
  }

  /** Reads what may hang as writes do; not while any of them waits. */
  readAmongWrites<T>(query: (call: Call) => Promise<T>): Promise<T> {
    return this.writing.run(AMONG_COMMITS, query);
  }

  /** @param mayRelease - whether one more commit may release those that wait; asked when too many do */
  async beat(
    write: (call: Call) => Promise<unknown>,
    mayRelease: () => Promise<boolean>,
  ): Promise<void> {
    const limit =
      this.beating.count < WAITING_COMMITS || !(await mayRelease())
        ? WAITING_COMMITS
        : WAITING_BEATS;
    await this.beating.run(limit, write);
  }

  /** Runs what may hang whatever waits, so that nothing else waits for it. */
  aside<T>(work: (call: Call) => Promise<T>): Promise<T> {
    return this.statementsAside.run(work);
  }

  /** The same, unless another operator commands by now. */
  commandAside<T>(work: (call: Call) => Promise<T>): Promise<T> {
    return this.aside(call => this.commanded(call, () => work(call)));
  }

  async close(): Promise<void> {
    this.listeners.clear();
    this.commanding.drop();
    this.writing.drop();
    this.beating.drop();
    await this.reading.drop();
  }

  private async openReading(): Promise<Session> {
    const session = await this.openAsOperator();
    void session.ended.then(failure => {
      this.statementsAside.forgetLate();
      // Only what the server or the network did is news.
      if (failure.kind === 'reset') {
        this.listeners.forEach(listener => listener(failure));
      }
    });
    return session;
  }

  private async commanded<T>(
    call: Call,
    change: (commander: number) => Promise<T>,
  ): Promise<T> {
    const { id } = this.commanding;
    const [row] = await call.query("SELECT IS_USED_LOCK('mysqlha') AS holder");
    if (id === undefined || row?.holder !== id) {
      throw notCommanding(this.name);
    }
    return change(id);
  }
}
