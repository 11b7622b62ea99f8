import { Clock } from '../../clock';
import { GtidSet } from '../gtid';
import { Alarm } from './Alarm';
import { ClientCommit } from './ClientCommit';
import { MysqldProcess } from './MysqldProcess';
import { Network } from './Network';
import { SourceLookup } from './Receiver';
import { SelfFence } from './SelfFence';
import { Server } from './Server';
import { Servers } from './Servers';
import { Change } from './Transaction';
import { TRUE_BEHAVIOUR, WorldBehaviour } from './WorldBehaviour';
import { DEFAULT_TIMINGS, WorldTimings } from './WorldTimings';

/**
 * A model of MySQL servers that replicate semi-synchronously, with the faults that may befall them.
 * Each behaviour that `e2e/conformance` saw on a real mysqld is right here too (`conformance.test.ts`).
 * Nothing happens by itself except when its clock moves.
 */
export class MySqlWorld {
  readonly network: Network;
  /** How many clones came to their end. */
  clones = 0;
  readonly timings: WorldTimings;
  private readonly servers = new Servers();
  private watchers: { holds: () => boolean; resolve: () => void }[] = [];
  private readonly alarm: Alarm;
  private readonly selfFence: SelfFence;

  readonly behaviour: WorldBehaviour;

  constructor(
    readonly clock: Clock,
    timings: Partial<WorldTimings> = {},
    behaviour: Partial<WorldBehaviour> = {},
  ) {
    this.behaviour = { ...TRUE_BEHAVIOUR, ...behaviour };
    this.network = new Network(() => clock.now());
    this.timings = { ...DEFAULT_TIMINGS, ...timings };
    this.alarm = new Alarm(clock, () => this.settle());
    this.selfFence = new SelfFence(
      this.network,
      this.timings.selfFence,
      server => this.end(server, { signal: 'SIGKILL' }, true),
    );
  }

  /** Adds an instance with a running mysqld; pods are named `<cluster>-<ordinal>`. */
  addServer(options: {
    readonly name: string;
    readonly namespace?: string;
    readonly executed?: string;
  }): Server {
    const server = this.servers.add(options);
    this.start(server);
    return server;
  }

  /** @throws Error when there is none of this name */
  server(name: string): Server {
    return this.servers.get(name);
  }

  has(name: string): boolean {
    return this.servers.has(name);
  }

  /** All servers that were ever added. */
  all(): readonly Server[] {
    return this.servers.all();
  }

  /** Makes a healthy cluster of these servers at once; `waitFor` 0 means asynchronous. */
  formCluster(options: {
    readonly primary: string;
    readonly replicas: readonly string[];
    readonly waitFor: number;
  }): void {
    const primary = this.server(options.primary);
    for (const name of options.replicas) {
      const { disk, process } = this.server(name);
      disk.channel = {
        host: primary.host,
        port: 3306,
        user: 'mysqlha_replication',
      };
      if (process) {
        process.semiSyncReplicaEnabled = options.waitFor > 0;
        process.applierOn = true;
        process.receiver.start();
      }
    }
    if (options.waitFor > 0) {
      primary.process?.semiSync.enable(options.waitFor);
    }
    primary.process?.makeWritable();
    this.settle();
  }

  /** An ordinary client commits. `evenIfReadOnly` makes an errant transaction. */
  commit(
    name: string,
    options: {
      readonly change?: Change;
      readonly client?: string;
      readonly evenIfReadOnly?: boolean;
      readonly onTold?: (
        outcome: 'ok' | 'refused' | 'lost',
        gtid: GtidSet | undefined,
      ) => void;
    } = {},
  ): ClientCommit {
    const {
      change = { kind: 'row' },
      client = 'clients',
      evenIfReadOnly = false,
    } = options;
    const { process } = this.server(name);
    const commit = new ClientCommit(options.onTold);
    if (!process || !this.network.reaches(client, name)) {
      commit.refuse();
      return commit;
    }
    process.whenRunning(() => {
      const readOnly = process.readOnly || process.superReadOnly;
      if (
        !process.alive ||
        process.offlineMode ||
        process.semiSync.blocksLogins ||
        (readOnly && !evenIfReadOnly)
      ) {
        commit.refuse();
      } else {
        process.whenSpace(() => {
          process.commit(change, commit, this.clock.now());
        }, commit);
      }
    });
    this.settle();
    return commit;
  }

  /** kill -9. The supervisor starts mysqld again unless `restart` is false. */
  crash(name: string, options: { readonly restart?: boolean } = {}): void {
    this.end(this.server(name), { signal: 'SIGKILL' }, options.restart ?? true);
  }

  /** SIGTERM to mysqld itself: acknowledges what waits. */
  terminate(name: string, options: { readonly restart?: boolean } = {}): void {
    const server = this.server(name);
    server.process?.semiSync.releaseAll();
    this.end(server, { code: 0 }, options.restart ?? true);
  }

  /** SIGSTOP. */
  freeze(name: string): void {
    const { process } = this.server(name);
    if (process) {
      process.frozen = true;
    }
    this.settle();
  }

  /** SIGCONT: runs what was sent to it meanwhile. */
  thaw(name: string): void {
    this.server(name).process?.thaw();
    this.settle();
  }

  /** Its machine loses power: what was written and not synced is gone. The supervisor starts mysqld again. */
  losePower(name: string, options: { readonly restart?: boolean } = {}): void {
    const server = this.server(name);
    this.crash(name, options);
    if (!this.behaviour.syncsRelayLog) {
      server.disk.loseRelayLog();
    }
  }

  /** Its disk is full: what writes waits. */
  fillDisk(name: string): void {
    this.server(name).disk.full = true;
    this.settle();
  }

  /** Its disk has no space for new rows: MySQL refuses them, and still commits changes of those that are there. */
  fillAllButReserved(name: string): void {
    this.server(name).disk.reservedOnly = true;
    this.settle();
  }

  /** Its disk has space again. */
  freeDisk(name: string): void {
    const server = this.server(name);
    server.disk.full = false;
    server.disk.reservedOnly = false;
    server.process?.writeOn();
    this.settle();
  }

  /** Cuts a server off from all others, from operators, clients and Kubernetes. */
  isolate(
    name: string,
    parties: readonly string[] = ['operator', 'clients', 'kubernetes'],
  ): void {
    for (const other of [
      ...this.servers.all().map(server => server.name),
      ...parties,
    ]) {
      if (other !== name) {
        this.network.cut(name, other);
      }
    }
    this.settle();
  }

  /** Ends all cuts. */
  healNetwork(): void {
    this.network.healAll();
    this.settle();
  }

  /** Starts a stopped mysqld. */
  boot(server: Server): void {
    if (!server.process) {
      this.start(server);
      this.settle();
    }
  }

  /** Up to which position of its binary log every connected replica has read. */
  readByAll(source: MysqldProcess): number {
    const read = this.servers
      .all()
      .flatMap(({ process }) => process?.receiver.readUpTo(source) ?? []);
    return Math.min(...read, Infinity);
  }

  /** Resolves when the condition holds; looked at whenever anything changes. */
  until(holds: () => boolean): Promise<void> {
    return new Promise(resolve => {
      this.watchers.push({ holds, resolve });
      this.settle();
    });
  }

  /** Lets all that follows happen, until only time can change anything. */
  settle(): void {
    for (let moved = true; moved; ) {
      moved = false;
      for (const server of this.servers.all()) {
        moved = this.step(server) || moved;
      }
    }
    if (this.watchers.length > 0) {
      const done = this.watchers.filter(({ holds }) => holds());
      this.watchers = this.watchers.filter(watcher => !done.includes(watcher));
      done.forEach(({ resolve }) => resolve());
    }
    this.scheduleWake();
  }

  /** Ends a process; `restart` brings it back after a while. */
  end(
    server: Server,
    exit: { code?: number; signal?: string },
    restart: boolean,
  ): void {
    const { process } = server;
    if (!process) {
      return;
    }
    server.process = undefined;
    server.lastExit = { ...exit, at: new Date(this.clock.now()).toISOString() };
    process.die(operator => this.network.reaches(server.name, operator));
    if (restart && !server.stopped) {
      void this.clock.sleep(this.timings.restart).then(() => {
        if (!server.stopped) {
          this.boot(server);
        }
      });
    }
    this.settle();
  }

  /** The server of that host name, wherever it is asked from. */
  serverAt(host: string): Server | undefined {
    return this.servers.atHost(host);
  }

  /** The server that a host name leads to from here. */
  lookUp(from: Server, host: string): SourceLookup {
    const target = this.servers.atHost(host);
    if (!target) {
      return { state: 'silent' };
    }
    const hears = this.network.reaches(target.name, from.name);
    const answers = this.network.reaches(from.name, target.name);
    if (target.process) {
      return { state: 'found', process: target.process, hears, answers };
    }
    return { state: hears && answers ? 'refused' : 'silent' };
  }

  private start(server: Server): void {
    const process = server.boot(this.clock.now());
    if (!this.behaviour.bootsReadOnly) {
      process.makeWritable();
    }
  }

  private step(server: Server): boolean {
    this.selfFence.look(server, this.servers.peersOf(server), this.clock.now());
    const process = server.responsive;
    if (!process) {
      return false;
    }
    const { channel } = server.disk;
    const received =
      channel !== undefined &&
      process.receiver.step(
        process,
        server.host,
        this.lookUp(server, channel.host),
        this.clock.now(),
      );
    const applied = !server.applierHeld && process.applyNext(this.clock.now());
    return received || applied;
  }

  /** One sleeper, for the earliest moment at which time alone changes something. */
  private scheduleWake(): void {
    const now = this.clock.now();
    let earliest = Infinity;
    const consider = (at: number | undefined) => {
      if (at !== undefined && at > now && at < earliest) earliest = at;
    };
    for (const server of this.servers.all()) {
      const { responsive } = server;
      consider(responsive?.receiver.dueAt());
      if (!server.applierHeld) consider(responsive?.applyDueAt());
      consider(this.selfFence.dueAt(server));
    }
    if (earliest < Infinity) this.alarm.set(earliest);
  }
}
