import { FetchedTransactions, KeptTransactions } from '../binaryLogs';
import { GtidSet } from '../gtid';
import { MySqlError } from '../MySqlError';
import { Supervisor, SupervisorState } from '../supervisor/Supervisor';
import { MySqlWorld } from './MySqlWorld';
import { refusal } from './refusal';
import { Server } from './Server';
import { Change } from './Transaction';

/** Of any size: a disk of the model is half empty or full. */
const VOLUME_BYTES = 10 * 2 ** 30;

/** How often a mysqld is tried that can't start, and how long that takes until it is seen, in milliseconds. */
const RETRY_MS = 5_000;
const TRY_MS = 700;

/** PID 1 beside a mysqld of the model. */
export class InMemorySupervisor implements Supervisor {
  constructor(
    private readonly world: MySqlWorld,
    private readonly operator: string,
    private readonly server: Server,
  ) {}

  async state(): Promise<SupervisorState> {
    await this.reach();
    const { process, stopped, selfFenced, starts, lastExit, unstartable } =
      this.server;
    const restarting = stopped ? 'Stopped' : this.starting();
    return {
      bootId: `${this.server.name}-1`,
      phase: process ? 'Running' : restarting,
      message: restarting === 'Unstartable' ? unstartable?.why : undefined,
      mysqldPid: process ? 100 + starts : undefined,
      starts,
      lastExit,
      selfFenced,
      disk: {
        totalBytes: VOLUME_BYTES,
        freeBytes: this.freeBytes(),
      },
      kept: this.server.kept,
      bootstrap: this.server.bootstrap?.hash || undefined,
      errors: [],
    };
  }

  /** Never lets mysqld tell a waiting client OK: it is cut off first, and a commit that still waits means SIGKILL. */
  async stop(options: { hard?: boolean; reason: string }): Promise<void> {
    await this.reach();
    this.server.stopped = true;
    this.shutDown(options.hard ?? false);
  }

  async start(): Promise<void> {
    await this.reach();
    this.server.stopped = false;
    this.world.boot(this.server);
  }

  async restart(options: { hard?: boolean; reason: string }): Promise<void> {
    await this.reach();
    this.server.stopped = false;
    this.shutDown(options.hard ?? false);
  }

  async fence(): Promise<void> {
    await this.reach();
    const { process } = this.server;
    if (process?.frozen || process?.semiSync.blocksLogins) {
      this.world.crash(this.server.name);
      return;
    }
    process?.setOfflineMode();
    process?.semiSync.disable();
    if (process) {
      process.readOnly = true;
      process.superReadOnly = true;
    }
    this.world.settle();
  }

  async repairCredentials(): Promise<void> {
    await this.reach();
    this.server.credentialsBroken = false;
    this.server.runBootstrap();
  }

  async keepBinlogs({
    gtids = GtidSet.EMPTY,
  }: {
    readonly gtids?: GtidSet;
  }): Promise<KeptTransactions> {
    await this.reach();
    const { disk } = this.server;
    const found = this.logged(gtids);
    if (disk.full) {
      throw this.refused(
        507,
        'the disk has 0 MiB left: raise spec.storage.size',
      );
    }
    const at = new Date(this.world.clock.now()).toISOString();
    const path = `/var/lib/mysql/kept/${at}`;
    this.server.kept = [
      { at, path, gtids: found.toString() },
      ...this.server.kept,
    ];
    return { path, gtids: found, heartbeats: this.logged(found, 'heartbeat') };
  }

  async heartbeatsAmong(gtids: GtidSet): Promise<GtidSet> {
    await this.reach();
    return this.logged(gtids, 'heartbeat');
  }

  async fetchLacking({
    from,
    holds,
  }: {
    readonly from: string;
    readonly holds: GtidSet;
  }): Promise<FetchedTransactions> {
    await this.reach();
    if (!this.world.network.connects(this.server.name, from)) {
      throw this.refused(500, `${from} can't be reached`);
    }
    const dead = this.world.server(from).disk;
    const refused = refusal(dead, holds);
    if (refused) throw this.refused(500, refused.message);
    const { disk } = this.server;
    disk.fetched = dead.binlog
      .map(({ transaction }) => transaction)
      .filter(({ gtid }) => !holds.contains(gtid));
    return {
      log: 'relay-bin-mysqlha_fetched.000001',
      gtids: disk.fetched.reduce(
        (set, { gtid }) => set.union(gtid),
        GtidSet.EMPTY,
      ),
    };
  }

  async wipe(instance: string): Promise<void> {
    await this.reach();
    if (instance !== this.server.name) {
      throw this.refused(
        409,
        `refuses to wipe ${instance}: this is ${this.server.name}`,
      );
    }
    this.world.crash(this.server.name);
    this.server.disk.wipe();
  }

  /** Those of these transactions that its binary logs have, of one kind if it is named. */
  private logged(gtids: GtidSet, kind?: Change['kind']): GtidSet {
    return this.server.disk.binlog
      .map(({ transaction }) => transaction)
      .filter(({ gtid, change }) => {
        const isWanted = kind === undefined || change.kind === kind;
        return isWanted && gtids.contains(gtid);
      })
      .reduce((set, { gtid }) => set.union(gtid), GtidSet.EMPTY);
  }

  private starting(): 'Starting' | 'Unstartable' {
    const { unstartable } = this.server;
    if (!unstartable) return 'Starting';
    const since = this.world.clock.now() - unstartable.since;
    return since % RETRY_MS < TRY_MS ? 'Starting' : 'Unstartable';
  }

  private freeBytes(): number {
    const { disk } = this.server;
    return disk.full || disk.reservedOnly
      ? 0
      : Math.max(0, VOLUME_BYTES / 2 - disk.files.bytes);
  }

  private refused(status: number, message: string): MySqlError {
    return new MySqlError(this.server.name, {
      kind: 'other',
      code: `HTTP_${status}`,
      message: `supervisor: ${message}`,
    });
  }

  private shutDown(hard: boolean): void {
    const { process } = this.server;
    if (!this.world.behaviour.supervisorSparesWaiting) {
      this.world.terminate(this.server.name);
      return;
    }
    process?.setOfflineMode();
    if (hard || process?.frozen || process?.semiSync.waitingSessions) {
      this.world.crash(this.server.name);
    } else {
      this.world.terminate(this.server.name);
    }
  }

  private async reach(): Promise<void> {
    if (!this.world.network.connects(this.operator, this.server.name)) {
      await this.world.clock.sleep(2000);
      throw new MySqlError(this.server.name, {
        kind: 'timeout',
        code: 'ETIMEDOUT',
        message: 'the supervisor did not answer within 2000 ms',
      });
    }
  }
}
