import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import { ClusterSignal } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Clock, systemClock } from '../clock';
import { KubernetesAdapter } from '../kubernetes';
import { EnginePort, LagSource } from './EnginePort';
import { StatusLagHistory } from './StatusLagHistory';

const RETRY_MS = 5_000;

/** How to make the parts that {@link Runtime} brings up. */
export interface RuntimeOptions {
  /** Makes an adapter; may throw, e.g. when there is no kubeconfig. */
  connect: () => KubernetesAdapter;
  /** Makes an engine; left out where this process only shows. */
  createEngine?: (kubernetes: KubernetesAdapter) => EnginePort;
  /** Called for each change of a cluster. */
  onChanged: (signal: ClusterSignal) => void;
  logger: LoggerService;
  clock?: Clock;
}

/**
 * What runs behind the API: the watches of Kubernetes and, where enabled, the engine.
 * A portal starts also while Kubernetes is away; this keeps trying, and says what it waits for.
 */
export class Runtime implements LagSource {
  static create(options: RuntimeOptions): Runtime {
    return new Runtime(options);
  }

  private readonly clock: Clock;
  private readonly aborter = new AbortController();
  private readonly statusLag: StatusLagHistory;
  private adapter?: KubernetesAdapter;
  private engine?: EnginePort;
  private running?: Promise<void>;
  private obstacle = 'it is being connected for the first time';

  private constructor(private readonly options: RuntimeOptions) {
    this.clock = options.clock ?? systemClock;
    this.statusLag = StatusLagHistory.create(this.clock);
  }

  /** Begins to connect; returns at once. */
  start(): void {
    this.running ??= this.run();
  }

  /** Stops the engine, which releases its Lease, then the watches. */
  async stop(): Promise<void> {
    this.aborter.abort();
    await this.engine?.stop();
    await this.adapter?.stop();
  }

  /**
   * Kubernetes, with all watches filled.
   * @throws ServiceUnavailableError while the API server is away
   */
  kubernetes(): KubernetesAdapter {
    if (!this.adapter) {
      throw new ServiceUnavailableError(unavailable(this.obstacle));
    }
    if (!this.adapter.isReachable()) {
      throw new ServiceUnavailableError(
        unavailable('its API server stopped answering'),
      );
    }
    return this.adapter;
  }

  /**
   * Samples of lag: the engine's own, or those read from the clusters' status where another process
   * holds the Lease.
   */
  samples(namespace: string, name: string) {
    const own = this.engine?.lagHistory.samples(namespace, name) ?? [];
    return own.length > 0 ? own : this.statusLag.samples(namespace, name);
  }

  private async run(): Promise<void> {
    const kubernetes = await this.untilItWorks('Kubernetes', () =>
      this.connect(),
    );
    if (!kubernetes || !this.options.createEngine) return;
    const { createEngine } = this.options;
    await this.untilItWorks('the engine', async () => {
      const engine = createEngine(kubernetes);
      this.engine = engine;
      engine.onChanged(this.options.onChanged);
      try {
        await engine.start();
      } catch (error) {
        await engine.stop();
        throw error;
      }
    });
  }

  private async connect(): Promise<KubernetesAdapter> {
    const adapter = this.options.connect();
    const unsubscribe = adapter.onChange(({ kind, type, object }) => {
      if (kind !== 'MySQLCluster') return;
      const { name, namespace = '' } = object.metadata;
      this.options.onChanged({
        type: type === 'deleted' ? 'deleted' : 'changed',
        namespace,
        name,
      });
      this.statusLag.record(adapter.getCluster(namespace, name), {
        namespace,
        name,
      });
    });
    const abandon = () => adapter.stop();
    this.aborter.signal.addEventListener('abort', abandon, { once: true });
    try {
      await adapter.start();
    } catch (error) {
      unsubscribe();
      await adapter.stop();
      throw error;
    } finally {
      this.aborter.signal.removeEventListener('abort', abandon);
    }
    this.adapter = adapter;
    this.options.logger.info('Connected to Kubernetes');
    return adapter;
  }

  /** Tries until it works or this stops; says each new obstacle once. */
  private async untilItWorks<T>(
    what: string,
    attempt: () => Promise<T>,
  ): Promise<T | undefined> {
    let said: string | undefined;
    while (!this.aborter.signal.aborted) {
      try {
        return await attempt();
      } catch (error) {
        const { message } = toError(error);
        this.obstacle = message;
        if (message !== said && !this.aborter.signal.aborted) {
          this.options.logger.warn(
            `Could not start ${what}, trying again every ${
              RETRY_MS / 1000
            } s: ${message}`,
          );
        }
        said = message;
      }
      await this.clock
        .sleep(RETRY_MS, this.aborter.signal)
        .catch(() => undefined);
    }
    return undefined;
  }
}

function unavailable(obstacle: string): string {
  return `Kubernetes can’t be reached (${obstacle}), so MySQL clusters can’t be shown or changed now. The databases themselves go on running. The connection is tried again every few seconds; reload to see whether it is back.`;
}
