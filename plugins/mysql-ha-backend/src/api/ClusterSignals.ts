import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  CLUSTERS_TOPIC,
  ClusterSignal,
  MySQLCluster,
  SIGNAL_CHANNEL,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Clock, systemClock } from '../clock';

/** At most four signals a second for one cluster: a person sees no more, and each makes every open page ask again. */
const SPACING_MS = 250;

interface News {
  readonly signal: ClusterSignal;
  readonly cluster: MySQLCluster | undefined;
}

/** Tells open pages that a cluster changed, and other backend plugins that one came, went or was rewritten. */
export class ClusterSignals {
  static create(options: {
    signals: SignalsService;
    events: EventsService;
    logger: LoggerService;
    clock?: Clock;
  }): ClusterSignals {
    return new ClusterSignals(
      options.signals,
      options.events,
      options.logger,
      options.clock ?? systemClock,
    );
  }

  private readonly aborter = new AbortController();
  /** The newest word on each cluster that was signalled within the spacing. */
  private readonly held = new Map<string, News | undefined>();
  /** What people wrote about each cluster when it was last announced. */
  private readonly written = new Map<string, string>();

  private constructor(
    private readonly signals: SignalsService,
    private readonly events: EventsService,
    private readonly logger: LoggerService,
    private readonly clock: Clock,
  ) {}

  /**
   * Announces a change: at once, or with others of the same cluster when the spacing is over.
   * @param cluster - as it is now; undefined when it is gone
   */
  announce(signal: ClusterSignal, cluster: MySQLCluster | undefined): void {
    const key = `${signal.namespace}/${signal.name}`;
    const news = { signal, cluster };
    if (this.held.has(key)) this.held.set(key, news);
    else void this.publish(key, news);
  }

  /** Announces nothing more. */
  stop(): void {
    this.aborter.abort();
  }

  private async publish(key: string, news: News): Promise<void> {
    this.held.set(key, undefined);
    try {
      await this.signals.publish({
        recipients: { type: 'broadcast' },
        channel: SIGNAL_CHANNEL,
        message: news.signal,
      });
      await this.publishEvent(key, news);
      await this.clock.sleep(SPACING_MS, this.aborter.signal);
    } catch (error) {
      // Pages poll and the catalog lists now and then, so a lost signal only costs time.
      if (!this.aborter.signal.aborted) {
        this.logger.debug(`Could not announce a change of ${key}: ${error}`);
      }
    }
    const newer = this.held.get(key);
    this.held.delete(key);
    if (newer && !this.aborter.signal.aborted) await this.publish(key, newer);
  }

  /** Other plugins care for what people write, not for each change of lag. */
  private async publishEvent(key: string, { signal, cluster }: News) {
    const written = fingerprint(cluster);
    if (written === this.written.get(key)) return;
    if (written === undefined) this.written.delete(key);
    else this.written.set(key, written);
    await this.events.publish({ topic: CLUSTERS_TOPIC, eventPayload: signal });
  }
}

function fingerprint(cluster: MySQLCluster | undefined): string | undefined {
  if (!cluster) return undefined;
  const { uid, generation, annotations, deletionTimestamp } = cluster.metadata;
  return JSON.stringify([uid, generation, annotations, deletionTimestamp]);
}
