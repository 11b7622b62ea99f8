import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  ClusterKey,
  ClusterSignal,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Clock, systemClock } from '../clock';
import { KubernetesAdapter, LeaseHandle, WatchEvent } from '../kubernetes';
import { MySqlAdapter } from '../mysql';
import { ClusterWorker } from './ClusterWorker';
import { LagHistory } from './LagHistory';
import { StallDetector } from './StallDetector';

/** Name of the Lease under which one operator acts. */
export const OPERATOR_LEASE = 'mysql-ha-operator';

/** Pause before a worker that stood back begins anew, in milliseconds. */
const AGAIN_MS = 1_000;

/** What the engine is given. */
export interface EngineOptions {
  readonly kubernetes: KubernetesAdapter;
  readonly mysql: MySqlAdapter;
  readonly logger: LoggerService;
  readonly options: {
    /** Image that holds the supervisor. */
    readonly supervisorImage: string;
    /** false: look on, never act; another process is the operator. */
    readonly enabled?: boolean;
  };
  readonly clock?: Clock;
}

/**
 * The operator: it waits for the Lease, then runs a worker for each cluster until the Lease is lost.
 * Stopping it, or killing it, changes nothing on any MySQL.
 */
export class Engine {
  readonly lagHistory = new LagHistory();
  private readonly clock: Clock;
  private readonly stalls = new StallDetector();
  private readonly workers = new Map<string, ClusterWorker>();
  private readonly listeners = new Set<(signal: ClusterSignal) => void>();
  private readonly abort = new AbortController();
  private lease?: LeaseHandle;
  private unsubscribe = () => {};
  private leading: Promise<void> = Promise.resolve();

  private constructor(private readonly given: EngineOptions) {
    this.clock = given.clock ?? systemClock;
  }

  static create(options: EngineOptions): Engine {
    return new Engine(options);
  }

  /** Starts to look, and to act as soon as the Lease is held. */
  async start(): Promise<void> {
    this.unsubscribe = this.given.kubernetes.onChange(event =>
      this.onEvent(event),
    );
    if (this.given.options.enabled ?? true) this.leading = this.lead();
  }

  /** Lets all clusters go and gives the Lease back, so that a successor takes over at once. */
  async stop(): Promise<void> {
    this.abort.abort();
    this.unsubscribe();
    this.stalls.stop();
    await this.leading.catch(() => undefined);
    await this.stopWorkers();
  }

  /** Calls back when a cluster changed, until the returned function is called. */
  onChanged(listener: (signal: ClusterSignal) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async lead(): Promise<void> {
    const { kubernetes, logger } = this.given;
    while (!this.abort.signal.aborted) {
      try {
        let lost: () => void = () => {};
        const ended = new Promise<void>(resolve => {
          lost = resolve;
          this.abort.signal.addEventListener('abort', () => resolve(), {
            once: true,
          });
        });
        this.lease = await kubernetes.acquireLease(OPERATOR_LEASE, {
          onLost: lost,
          signal: this.abort.signal,
        });
        logger.info('This process is the operator now');
        for (const cluster of kubernetes.listClusters())
          this.ensureWorker(cluster);
        await ended;
        if (!this.abort.signal.aborted)
          logger.warn('The Lease is lost: this process stands back');
        await this.stopWorkers();
        await this.lease.release().catch(() => undefined);
        this.lease = undefined;
      } catch (error) {
        if (this.abort.signal.aborted) return;
        logger.warn(`No Lease yet: ${stringifyError(error)}`);
        await this.clock
          .sleep(AGAIN_MS, this.abort.signal)
          .catch(() => undefined);
      }
    }
  }

  private onEvent(event: WatchEvent): void {
    const key = clusterOf(event);
    if (!key) return;
    if (event.kind === 'MySQLCluster') {
      this.announce(key, event.type === 'deleted' ? 'deleted' : 'changed');
      const cluster = this.given.kubernetes.getCluster(key.namespace, key.name);
      if (event.type === 'deleted' || !cluster) {
        this.forget(key);
        return;
      }
      this.sampleFromStatus(cluster);
      if (this.lease?.isHeld()) this.ensureWorker(cluster);
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
        hasAuthority: () => this.lease?.isHeld() ?? false,
        stalledMs: () => this.stalls.stalledMs(),
        lagHistory: this.lagHistory,
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
    if (cluster && this.lease?.isHeld()) this.ensureWorker(cluster);
  }

  private forget(key: ClusterKey): void {
    const worker = this.workers.get(idOf(key));
    this.workers.delete(idOf(key));
    this.lagHistory.forget(key);
    void worker?.stop();
  }

  private async stopWorkers(): Promise<void> {
    const workers = [...this.workers.values()];
    this.workers.clear();
    await Promise.all(workers.map(worker => worker.stop()));
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

function clusterOf({ kind, object }: WatchEvent): ClusterKey | undefined {
  const { namespace, name, labels } = object.metadata;
  if (!namespace) return undefined;
  if (kind === 'MySQLCluster') return { namespace, name };
  const cluster = labels?.['mysqlha.dev/cluster'];
  return cluster ? { namespace, name: cluster } : undefined;
}
