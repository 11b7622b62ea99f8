import { GtidSet } from '../gtid';
import { DataDirectory } from './DataDirectory';
import { MysqldProcess } from './MysqldProcess';

/** One instance of the model: a pod with its volume, supervisor and, at times, a mysqld. */
export class Server {
  readonly disk: DataDirectory;
  process?: MysqldProcess;
  starts = 0;
  lastExit?: {
    readonly code?: number;
    readonly signal?: string;
    readonly at: string;
  };
  /** Why mysqld can't start, since when; its supervisor tries again every five seconds. */
  unstartable?: { readonly why: string; readonly since: number };
  /** Told to stay down. */
  stopped = false;
  selfFenced = false;
  /** What its supervisor put aside, newest first. */
  kept: readonly { at: string; path: string; gtids: string }[] = [];
  isolatedSince?: number;
  /** Somebody changed the operator's password by hand. */
  credentialsBroken = false;
  /** The bootstrap.sql that the kubelet brought, where a test is about passwords. */
  bootstrap?: { readonly sql: string; readonly hash: string };
  /** How long a transaction is on its way here, and how long until it is applied, in milliseconds. */
  pace = { receiveMs: 0, applyMs: 0 };
  /** Applying takes as long as a test wants. */
  applierHeld = false;
  /** What a server that is no instance of ours says of itself, where it is not the usual. */
  readonly outside: { version?: string; gtidMode?: string; password?: string } =
    {};
  clone?: { readonly startedAt: number };

  constructor(
    readonly namespace: string,
    readonly name: string,
    readonly host: string,
    readonly serverId: number,
    uuid: string,
    executed: GtidSet,
  ) {
    this.disk = new DataDirectory(uuid);
    this.disk.logged = executed;
    this.disk.purged = executed;
  }

  /** The process, if it runs and isn't frozen. */
  get responsive(): MysqldProcess | undefined {
    return this.process?.frozen ? undefined : this.process;
  }

  /** From now on transactions take so long here. */
  setPace(pace: { receiveMs: number; applyMs: number }): void {
    this.pace = pace;
    this.keepPace();
  }

  boot(now: number): MysqldProcess {
    this.starts += 1;
    this.runBootstrap();
    this.process = new MysqldProcess(this.disk, now);
    this.keepPace();
    return this.process;
  }

  /** Sets the accounts as bootstrap.sql says, without a trace in the binary log. */
  runBootstrap(): void {
    if (this.bootstrap) {
      this.disk.accounts = this.disk.accounts.after(this.bootstrap.sql);
    }
  }

  private keepPace(): void {
    if (this.process) {
      this.process.applyMs = this.pace.applyMs;
      this.process.receiver.delayMs = this.pace.receiveMs;
    }
  }
}
