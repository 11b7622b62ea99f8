import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { NotificationService } from '@backstage/plugin-notifications-node';
import {
  API_GROUP_VERSION,
  ClusterKey,
  MySQLCluster,
  OWNER_ANNOTATION,
  TOLD_ANNOTATION,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { Clock, systemClock } from '../clock';
import { Complaints } from '../Complaints';
import { PortalKubernetes } from '../kubernetes';
import { backupSurroundings } from './BackupSurroundings';
import { News, newsOf, Told } from './newsOf';
import { newsOfBackups } from './newsOfBackups';

/** Pause before what could not be sent is tried again, in milliseconds. */
const AGAIN_MS = 60_000;
/** How long at most nobody looks while something is waited for that may pass, in milliseconds. */
const LOOK_MS = 15_000;
/** Pause between two looks at all clusters; from the watch, so they cost nothing. */
const EVERY_MS = 60_000;

const toldSchema = z.object({
  incident: z.string().optional(),
  refusal: z.string().optional(),
  troubles: z.array(z.string()).optional(),
});

/**
 * Tells owners what happened. It goes by the status of the clusters and of what concerns their backups alone, whoever runs
 * the engine, and notes on the cluster what was told: a restarted portal repeats nothing and misses nothing. What two
 * portals tell at the same moment is one notification, as they name it alike.
 */
export class ClusterNotifier {
  private readonly aborter = new AbortController();
  private readonly busy = new Set<string>();
  private readonly clock: Clock;
  /** E.g. that the portal has no notifications. */
  private readonly complaints: Complaints;

  private constructor(
    private readonly options: {
      readonly notifications: NotificationService;
      /** @throws while Kubernetes is away */
      readonly kubernetes: () => PortalKubernetes;
      readonly logger: LoggerService;
      readonly clock?: Clock;
      /** Who is told of clusters that name no owner. Left out: nobody. */
      readonly defaultOwner?: string;
    },
  ) {
    this.clock = options.clock ?? systemClock;
    this.complaints = new Complaints(options.logger);
  }

  static create(options: ClusterNotifier['options']): ClusterNotifier {
    return new ClusterNotifier(options);
  }

  /** Looks at all clusters from time to time: what happened while no portal ran is told, too. */
  start(): void {
    void this.lookAtAll();
  }

  /** Looks at a cluster that changed; returns at once and never throws. */
  look({ namespace, name }: ClusterKey): void {
    const key = { namespace, name };
    const id = `${key.namespace}/${key.name}`;
    if (this.busy.has(id) || this.aborter.signal.aborted) return;
    this.busy.add(id);
    void this.tellAll(key).finally(() => this.busy.delete(id));
  }

  /** Tells nothing more. */
  stop(): void {
    this.aborter.abort();
  }

  private async lookAtAll(): Promise<void> {
    while (!this.aborter.signal.aborted) {
      await this.clock
        .sleep(EVERY_MS, this.aborter.signal)
        .catch(() => undefined);
      try {
        for (const { metadata } of this.options.kubernetes().listClusters()) {
          this.look(metadata);
        }
      } catch {
        // Kubernetes is away, which others say; the next look is due soon.
      }
    }
  }

  private async tellAll(key: ClusterKey): Promise<void> {
    while (!this.aborter.signal.aborted) {
      let pause = AGAIN_MS;
      try {
        const due = await this.tellNext(key);
        if (due === undefined) return;
        pause = due;
      } catch (error) {
        this.complaints.say(
          `An owner could not be told what happened to a cluster, which is tried again: ${
            toError(error).message
          }`,
        );
      }
      await this.clock.sleep(pause, this.aborter.signal).catch(() => undefined);
    }
  }

  /** @returns in how many milliseconds to look again; undefined when there is nothing more to tell */
  private async tellNext(key: ClusterKey): Promise<number | undefined> {
    const kubernetes = this.options.kubernetes();
    // Live, as the watch may not have seen yet what was noted a moment ago.
    const seen = kubernetes.getCluster(key.namespace, key.name);
    if (!seen || !this.next(kubernetes, seen)) return undefined;
    const cluster = await kubernetes.readCluster(key.namespace, key.name);
    const owner =
      cluster?.metadata.annotations[OWNER_ANNOTATION] ??
      this.options.defaultOwner;
    if (!cluster || !owner || cluster.metadata.deletionTimestamp) {
      return undefined;
    }
    const news = this.next(kubernetes, cluster);
    if (!news) return undefined;
    const early = news.dueAt - this.clock.now();
    if (early > 0) return Math.min(early, LOOK_MS);
    const { namespace, name } = key;
    await this.options.notifications.send({
      recipients: { type: 'entity', entityRef: owner },
      payload: {
        title: news.title,
        description: news.description,
        severity: news.severity,
        topic: news.topic,
        link: `/mysql/${namespace}/${name}`,
        scope: `mysql-ha ${namespace}/${name} ${news.key}`,
      },
    });
    this.complaints.end();
    await kubernetes.mergePatch(
      {
        apiVersion: API_GROUP_VERSION,
        kind: 'MySQLCluster',
        namespace,
        name,
      },
      {
        metadata: {
          annotations: { [TOLD_ANNOTATION]: JSON.stringify(news.told) },
        },
      },
    );
    return 0;
  }

  /** What is to be told next, and that first which is due first. */
  private next(
    kubernetes: PortalKubernetes,
    cluster: MySQLCluster,
  ): News | undefined {
    const [told, now] = [toldTo(cluster), this.clock.now()];
    const around = backupSurroundings(kubernetes, cluster);
    return [
      ...newsOf(cluster, told, now),
      ...newsOfBackups(cluster, around, told, now),
    ].sort((a, b) => a.dueAt - b.dueAt)[0];
  }
}

function toldTo({ metadata }: MySQLCluster): Told {
  const text = metadata.annotations[TOLD_ANNOTATION];
  if (text === undefined) return {};
  try {
    return toldSchema.parse(JSON.parse(text));
  } catch {
    // Somebody wrote something else there; what is told once more does no harm.
    return {};
  }
}
