import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ClusterKey,
  ClusterSignal,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Clock, systemClock } from '../clock';
import {
  clusterNameOf,
  ClusterShare,
  OperatorKubernetes,
  WatchedKind,
  WatchEvent,
} from '../kubernetes';
import { MySqlAdapter } from '../mysql';
import { Archives } from '../observe';
import { OrphanedOperations } from '../operations';
import { ClusterWorker } from './ClusterWorker';
import { LagHistory } from './LagHistory';
import { StallDetector, Stalls } from './StallDetector';

/** Pause before a worker that stood back begins anew, in milliseconds. */
const AGAIN_MS = 1_000;
/**
 * How long a worker has to end before its cluster is another operator's. One that takes longer acts no more:
 * it is asked for its authority before each step, and loses its connections to the one who comes.
 */
const LET_GO_MS = 5_000;

/** What pages show beside a cluster and its own status does not tell of. */
const BESIDE: readonly WatchedKind[] = [
  'MySQLBackup',
  'MySQLBackupSchedule',
  'MySQLRestore',
];

/** What the engine is given. */
export interface EngineOptions {
  readonly kubernetes: OperatorKubernetes;
  readonly mysql: MySqlAdapter;
  readonly logger: LoggerService;
  readonly options: {
    /** Image that holds the supervisor. */
    readonly supervisorImage: string;
    /** false: look on, never act; another process is the operator. */
    readonly enabled?: boolean;
  };
  /** What is known of the archives of binary logs. */
  readonly archives?: Archives;
  readonly clock?: Clock;
  /** How long this process stood still lately; where another clock is given, real time says nothing of that. */
  readonly stalls?: Stalls;
}

/**
 * The operator: it shares the clusters with all others, and runs a worker for each one that falls to it.
 * Stopping it, or killing it, changes nothing on any MySQL.
 */
export class Engine {
  readonly lagHistory = new LagHistory();
  private readonly clock: Clock;
  private readonly stalls: Stalls;
  private readonly workers = new Map<string, ClusterWorker>();
  private readonly listeners = new Set<(signal: ClusterSignal) => void>();
  private readonly abort = new AbortController();
  private share?: ClusterShare;
  private unsubscribe = () => {};

  private constructor(private readonly given: EngineOptions) {
    this.clock = given.clock ?? systemClock;
    this.stalls = given.stalls ?? new StallDetector();
  }

  static create(options: EngineOptions): Engine {
    return new Engine(options);
  }

  /** Starts to look, and to act on the clusters that fall to this process. */
  async start(): Promise<void> {
    this.unsubscribe = this.given.kubernetes.onChange(event =>
      this.onEvent(event),
    );
    if (this.given.options.enabled ?? true) {
      this.share = this.given.kubernetes.shareClusters({
        onChange: () => this.followShare(),
      });
      const orphans = new OrphanedOperations({
        ...this.given,
        clock: this.clock,
        covers: key => this.covers(key),
      });
      void orphans.run(this.abort.signal);
    }
  }

  /** Lets all clusters go and gives the Lease back, so that others take over at once. */
  async stop(): Promise<void> {
    this.abort.abort();
    this.unsubscribe();
    this.stalls.stop();
    await this.share?.leave();
    await this.stopWorkers([...this.workers.keys()]);
  }

  /** Calls back when a cluster changed, until the returned function is called. */
  onChanged(listener: (signal: ClusterSignal) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Whether this process may act for a cluster now. */
  covers(key: ClusterKey): boolean {
    return this.share?.covers(key) ?? false;
  }

  /** Ends the workers of clusters that are no longer this process's, and starts those of clusters that now are. */
  private async followShare(): Promise<void> {
    const gone = [...this.workers.keys()].filter(id => !this.covers(keyOf(id)));
    await this.stopWorkers(gone);
    for (const cluster of this.given.kubernetes.listClusters()) {
      if (this.covers(cluster.metadata)) this.ensureWorker(cluster);
    }
  }

  private onEvent(event: WatchEvent): void {
    const key = clusterOf(event);
    if (!key) return;
    if (BESIDE.includes(event.kind)) this.announce(key, 'changed');
    if (event.kind === 'MySQLCluster') {
      this.announce(key, event.type === 'deleted' ? 'deleted' : 'changed');
      const cluster = this.given.kubernetes.getCluster(key.namespace, key.name);
      if (event.type === 'deleted' || !cluster) {
        this.forget(key);
        return;
      }
      this.sampleFromStatus(cluster);
      if (this.covers(key)) this.ensureWorker(cluster);
    }
    this.workers.get(idOf(key))?.poke();
  }

  private ensureWorker(cluster: MySQLCluster): void {
    const { namespace, name } = cluster.metadata;
    const key: ClusterKey = { namespace, name };
    const id = idOf(key);
    const { kubernetes, mysql, logger, options } = this.given;
    if (this.workers.has(id) || this.abort.signal.aborted) return;
    const worker = ClusterWorker.start(
      {
        key,
        kubernetes,
        mysql,
        clock: this.clock,
        logger: logger.child({ cluster: id }),
        supervisorImage: options.supervisorImage,
        hasAuthority: () => this.covers(key),
        stalls: this.stalls,
        lagHistory: this.lagHistory,
        archives: this.given.archives,
        clusters: () => this.workers.size,
      },
      () => {
        if (this.workers.get(id) === worker) this.workers.delete(id);
        void this.again(key);
      },
    );
    this.workers.set(id, worker);
  }

  /** A worker that stood back, because somebody else acted meanwhile, begins anew with what is true now. */
  private async again(key: ClusterKey): Promise<void> {
    await this.clock.sleep(AGAIN_MS, this.abort.signal).catch(() => undefined);
    const cluster = this.given.kubernetes.getCluster(key.namespace, key.name);
    if (cluster && this.covers(key)) this.ensureWorker(cluster);
  }

  private forget(key: ClusterKey): void {
    const worker = this.workers.get(idOf(key));
    this.workers.delete(idOf(key));
    this.lagHistory.forget(key);
    void worker?.stop();
  }

  private async stopWorkers(ids: readonly string[]): Promise<void> {
    const stopping = ids.map(id => {
      const worker = this.workers.get(id);
      this.workers.delete(id);
      return worker?.stop();
    });
    const patience = new AbortController();
    const tooLong = this.clock
      .sleep(LET_GO_MS, patience.signal)
      .catch(() => undefined);
    await Promise.race([Promise.all(stopping), tooLong]);
    patience.abort();
  }

  private announce(key: ClusterKey, type: ClusterSignal['type']): void {
    for (const listener of this.listeners) listener({ type, ...key });
  }

  /** Where another process is the operator, lag is known from the status it writes. */
  private sampleFromStatus(cluster: MySQLCluster): void {
    const { namespace, name } = cluster.metadata;
    if (this.workers.has(idOf({ namespace, name }))) return;
    this.lagHistory.add(
      { namespace, name },
      this.clock.now(),
      Object.fromEntries(
        (cluster.status.instances ?? [])
          .filter(i => i.role !== 'Primary')
          .map(i => [i.name, i.lagSeconds ?? null]),
      ),
    );
  }
}

function idOf(key: ClusterKey): string {
  return `${key.namespace}/${key.name}`;
}

function keyOf(id: string): ClusterKey {
  const [namespace, name] = id.split('/');
  return { namespace, name };
}

function clusterOf({ kind, object }: WatchEvent): ClusterKey | undefined {
  const { namespace } = object.metadata;
  const name = clusterNameOf(kind, object);
  return namespace && name ? { namespace, name } : undefined;
}
