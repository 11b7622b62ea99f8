import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import {
  API_GROUP_VERSION,
  ClusterSignal,
  LagHistory,
  MySQLCluster,
  NewestTransaction,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Clock, systemClock } from '../clock';
import {
  KubernetesAdapter,
  OperatorKubernetes,
  PortalKubernetes,
} from '../kubernetes';

const RETRY_MS = 5_000;

/** What a {@link Runtime} asks of the engine. */
export interface RunningEngine {
  start(): Promise<void>;
  /** Ends all work and releases the Lease, so that a successor needs not wait for it to run out. */
  stop(): Promise<void>;
  readonly lagHistory: {
    samples(namespace: string, name: string): LagHistory['samples'];
  };
  /** See {@link Runtime.newestTransaction}. */
  newestTransaction(
    cluster: MySQLCluster,
    until: string,
  ): Promise<NewestTransaction>;
  onChanged(listener: (signal: ClusterSignal) => void): () => void;
}

/** How to make the parts that {@link Runtime} brings up. */
export interface RuntimeOptions {
  /** Makes an adapter; may throw, e.g. when there is no kubeconfig. */
  connect: () => OperatorKubernetes;
  createEngine: (kubernetes: OperatorKubernetes) => RunningEngine;
  /** Called for each change of a cluster, with the cluster as it is now unless it is gone. */
  onChanged: (signal: ClusterSignal, cluster?: MySQLCluster) => void;
  logger: LoggerService;
  clock?: Clock;
}

/**
 * What runs behind the API: the watches of Kubernetes and the engine. A portal starts also while Kubernetes is away;
 * this keeps trying, and says what it waits for.
 */
export class Runtime {
  static create(options: RuntimeOptions): Runtime {
    return new Runtime(options);
  }

  private readonly clock: Clock;
  private readonly aborter = new AbortController();
  private starting?: OperatorKubernetes;
  private connected?: PortalKubernetes;
  private engine?: RunningEngine;
  private obstacle = 'it is being connected for the first time';

  private constructor(private readonly options: RuntimeOptions) {
    this.clock = options.clock ?? systemClock;
  }

  /** Begins to connect; returns at once. */
  start(): void {
    void this.run();
  }

  /** Stops the engine, which releases its Lease, then the watches. */
  async stop(): Promise<void> {
    this.aborter.abort();
    await this.engine?.stop();
    await this.starting?.stop();
  }

  /**
   * Kubernetes, with all watches filled.
   * @throws ServiceUnavailableError while the API server is away
   */
  kubernetes(): PortalKubernetes {
    if (!this.connected) {
      throw new ServiceUnavailableError(unavailable(this.obstacle));
    }
    if (!this.connected.isReachable()) {
      throw new ServiceUnavailableError(
        unavailable('its API server stopped answering'),
      );
    }
    return this.connected;
  }

  /** Samples of lag over the last hour, oldest first; none before there is an engine. */
  lagSamples(namespace: string, name: string): LagHistory['samples'] {
    return this.engine?.lagHistory.samples(namespace, name) ?? [];
  }

  /**
   * What a restore to a moment (RFC 3339, inclusive) would end with, by the archive.
   * @throws InputError when it is after the archive’s end; ServiceUnavailableError when nobody can tell now
   */
  async newestTransaction(
    cluster: MySQLCluster,
    until: string,
  ): Promise<NewestTransaction> {
    if (!this.engine)
      throw new ServiceUnavailableError(unavailable(this.obstacle));
    return this.engine.newestTransaction(cluster, until);
  }

  private async run(): Promise<void> {
    while (!this.aborter.signal.aborted && !this.starting) {
      try {
        this.starting = this.options.connect();
      } catch (error) {
        this.meet(error);
        await this.pause();
      }
    }
    if (this.starting) await this.bringUp(this.starting);
  }

  private async bringUp(kubernetes: OperatorKubernetes): Promise<void> {
    let listed = false;
    const started = kubernetes.start().then(() => {
      listed = true;
    });
    while (!listed && !this.aborter.signal.aborted) {
      await Promise.race([started, this.pause()]);
      if (!listed) await this.findObstacle(kubernetes);
    }
    if (this.aborter.signal.aborted) return;
    this.connected = kubernetes;
    this.options.logger.info('Connected to Kubernetes');
    this.engine = this.options.createEngine(kubernetes);
    this.engine.onChanged(signal =>
      this.options.onChanged(
        signal,
        kubernetes.getCluster(signal.namespace, signal.name),
      ),
    );
    await this.engine.start();
  }

  /** The watches start when they can; what keeps them from it only a request of our own tells. */
  private async findObstacle(kubernetes: KubernetesAdapter): Promise<void> {
    try {
      await kubernetes.list({
        apiVersion: API_GROUP_VERSION,
        kind: 'MySQLCluster',
      });
    } catch (error) {
      this.meet(error);
    }
  }

  /** Remembers what is in the way, and says it once. */
  private meet(error: unknown): void {
    const { message } = toError(error);
    if (message === this.obstacle || this.aborter.signal.aborted) return;
    this.obstacle = message;
    this.options.logger.warn(
      `No connection to Kubernetes yet, trying on: ${message}`,
    );
  }

  private async pause(): Promise<void> {
    // Stopping ends the pause; the loops look for that themselves.
    await this.clock
      .sleep(RETRY_MS, this.aborter.signal)
      .catch(() => undefined);
  }
}

function unavailable(obstacle: string): string {
  return `Kubernetes can’t be reached (${obstacle}), so MySQL clusters can’t be shown or changed now. The databases themselves go on running. The connection is tried again every few seconds; reload to see whether it is back.`;
}
