import { GtidSet } from '../gtid';
import { Accounts } from './Accounts';
import { Events } from './Events';
import { LogFiles } from './LogFiles';
import { WrittenMembers } from '../facts';
import { Transaction } from './Transaction';

/** A transaction in a binary log. */
export interface LoggedTransaction {
  readonly position: number;
  /** When it came into this binary log. */
  readonly at: number;
  readonly transaction: Transaction;
}

/** A transaction in a relay log. */
export interface ReceivedTransaction extends Transaction {
  readonly receivedAt: number;
}

/** Replication channel '' as CHANGE REPLICATION SOURCE left it. */
export interface Channel {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
}

/** A transaction of one row, with all that stands around it. */
const ROW_BYTES = 500;

/** What survives a crash: `sync_binlog=1`, `sync_relay_log=1` and `relay_log_recovery=OFF` are constant. */
export class DataDirectory {
  binlog: readonly LoggedTransaction[] = [];
  /** All that was ever in the binary log, purged or not. */
  logged = GtidSet.EMPTY;
  purged = GtidSet.EMPTY;
  /** Received and not applied, in order. */
  relayLog: readonly ReceivedTransaction[] = [];
  /** `Retrieved_Gtid_Set`. */
  received = GtidSet.EMPTY;
  channel?: Channel;
  sourceUuid?: string;

  term?: { readonly term: number; readonly primaryUuid: string };
  members?: WrittenMembers;
  hasSchema = false;
  accounts = new Accounts();
  events = Events.NONE;

  /** No space is left: what writes waits until there is some. */
  full = false;
  /** Nothing is free any more, though what mysqld has reserved still takes changes of rows that are there. */
  reservedOnly = false;

  /** The files of `binlog`. */
  readonly files = new LogFiles();
  /** What the supervisor laid down to be applied. */
  fetched: readonly Transaction[] = [];

  private position = 0;

  constructor(readonly uuid: string) {}

  log(transaction: Transaction, at: number): LoggedTransaction {
    this.position += 1;
    const logged = { position: this.position, at, transaction };
    this.binlog = [...this.binlog, logged];
    this.logged = this.logged.union(transaction.gtid);
    this.files.add(bytesOf(transaction), this.position, this.logged);
    return logged;
  }

  /** The first in the binary log after this position. */
  after(position: number): LoggedTransaction | undefined {
    const [first] = this.binlog;
    // Positions are counted without gaps.
    return first && this.binlog[Math.max(0, position + 1 - first.position)];
  }

  receive(transaction: Transaction, receivedAt: number): void {
    this.relayLog = [...this.relayLog, { ...transaction, receivedAt }];
    this.received = this.received.union(transaction.gtid);
  }

  /** The GTID that the next transaction of this server gets. */
  nextGtid(): GtidSet {
    const own = this.logged.originatingFrom(this.uuid);
    return GtidSet.parse(`${this.uuid}:${own.count() + 1}`);
  }

  /**
   * Changes the tables; for what is committed and visible.
   * @param replicated - by an applier
   */
  apply({ change, committedAt }: Transaction, replicated: boolean): void {
    switch (change.kind) {
      case 'term':
        this.term = { term: change.term, primaryUuid: change.primaryUuid };
        break;
      case 'members':
        this.members = change.members;
        break;
      case 'schema':
        this.hasSchema = true;
        break;
      case 'event':
        this.events = this.events.with(change.event, committedAt, replicated);
        break;
      case 'eventRecord':
        this.events = this.events.withRecord(change.recorded);
        break;
      case 'account':
        this.accounts = this.accounts.with(change.username, {
          password: change.password,
          database: change.database,
        });
        break;
      case 'passwords':
        this.accounts = this.accounts.renewed(change);
        break;
      case 'discard':
        this.accounts = this.accounts.discarded(change.users);
        break;
      case 'row':
      case 'heartbeat':
        break;
      default:
        throw new Error(
          `unknown change ${JSON.stringify(change satisfies never)}`,
        );
    }
  }

  /** What a power loss takes where `sync_relay_log` is not 1: all that was received and not applied. */
  loseRelayLog(): void {
    this.relayLog = [];
    this.received = this.received.intersect(this.logged);
  }

  purge(): void {
    this.purged = this.logged;
    this.binlog = [];
    this.files.reset(this.position + 1, this.logged);
  }

  /** PURGE BINARY LOGS TO. @param readAt - the position up to which every connected replica has read */
  purgeTo(file: string, readAt: number): void {
    const { begins, position } = this.files.purgeTo(file, readAt);
    this.purged = begins;
    this.binlog = this.binlog.filter(logged => logged.position >= position);
  }

  /** FLUSH BINARY LOGS. */
  rotate(): void {
    this.files.begin(this.position + 1, this.logged);
  }

  forgetChannel(): void {
    this.channel = undefined;
    this.sourceUuid = undefined;
    this.relayLog = [];
    this.received = GtidSet.EMPTY;
  }

  /** An empty directory, as `mysqld --initialize` makes it. */
  wipe(): void {
    this.binlog = [];
    this.logged = GtidSet.EMPTY;
    this.purged = GtidSet.EMPTY;
    this.term = undefined;
    this.members = undefined;
    this.hasSchema = false;
    this.files.reset(this.position + 1, GtidSet.EMPTY);
    this.accounts = new Accounts();
    this.events = Events.NONE;
    this.forgetChannel();
  }

  /** What CLONE leaves: the donor's tables, and none of its binary logs. */
  becomeCopyOf(donor: DataDirectory, executed: GtidSet): void {
    this.wipe();
    this.logged = executed;
    this.purged = executed;
    this.files.reset(this.position + 1, executed);
    this.term = donor.term;
    this.members = donor.members;
    this.hasSchema = donor.hasSchema;
    this.accounts = donor.accounts;
    this.events = donor.events;
    this.channel = donor.channel;
  }
}

function bytesOf({ change }: Transaction): number {
  return change.kind === 'row' ? change.bytes ?? ROW_BYTES : ROW_BYTES;
}
