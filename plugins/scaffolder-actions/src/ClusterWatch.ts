import {
  ClusterKey,
  ClusterView,
  MysqlHaApi,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { News } from './News';
import { progress } from './progress';

const POLL_MS = 1_000;
const WARNINGS_SHOWN = 3;
/** A refusal that the system takes back within this time was a moment of the start, such as a mysqld that only just listens. */
const REFUSAL_STANDS_SECONDS = 10;

/** What a {@link ClusterWatch} needs. */
export interface ClusterWatchOptions {
  api: Pick<MysqlHaApi, 'getCluster' | 'getEvents'>;
  key: ClusterKey;
  log: (line: string) => void;
  sleep: (ms: number) => Promise<void>;
  elapsedSeconds: () => number;
}

/** Follows one cluster and logs what is new, until there is nothing more to wait for. */
export class ClusterWatch {
  static create(options: ClusterWatchOptions): ClusterWatch {
    return new ClusterWatch(options);
  }

  private readonly news: News<ClusterView>;
  private refusedSince: number | undefined;

  private constructor(private readonly options: ClusterWatchOptions) {
    const { api, key, log } = options;
    this.news = News.of({
      ask: () => api.getCluster(key),
      lines: progress,
      log,
    });
  }

  /**
   * Resolves with the healthy cluster.
   * @throws Error that says why it won't become healthy, or hasn't in time
   */
  async untilHealthy(timeoutSeconds: number): Promise<ClusterView> {
    const { key, sleep, elapsedSeconds } = this.options;
    let newest: ClusterView | undefined;
    while (elapsedSeconds() < timeoutSeconds) {
      newest = (await this.news.look()) ?? newest;
      if (newest && isHealthy(newest)) return newest;
      const end = newest && (hopeless(newest) ?? this.standingRefusal(newest));
      if (end) {
        throw new Error(`MySQL cluster ${key.namespace}/${key.name} ${end}`);
      }
      await sleep(POLL_MS);
    }
    throw new Error(await this.whyNotYet(newest, timeoutSeconds));
  }

  /** Why the system does not go on, once it has said so for a while. */
  private standingRefusal(cluster: ClusterView): string | undefined {
    const refusal = refusalOf(cluster);
    const now = this.options.elapsedSeconds();
    this.refusedSince = refusal ? this.refusedSince ?? now : undefined;
    return now - (this.refusedSince ?? now) >= REFUSAL_STANDS_SECONDS
      ? refusal
      : undefined;
  }

  private async whyNotYet(
    newest: ClusterView | undefined,
    timeoutSeconds: number,
  ): Promise<string> {
    const { key } = this.options;
    const reasons = [
      newest?.status.message ??
        'the operator has not reported on it yet: is one running?',
      ...unhealthyInstances(newest),
      ...(await this.warnings()),
    ];
    return `MySQL cluster ${key.namespace}/${
      key.name
    } is not healthy after ${timeoutSeconds} s: ${reasons.join(
      ' · ',
    )}. It goes on by itself when the cause is gone; its page shows how.`;
  }

  private async warnings(): Promise<string[]> {
    try {
      const { items } = await this.options.api.getEvents(this.options.key);
      return items
        .filter(({ type }) => type === 'Warning')
        .slice(0, WARNINGS_SHOWN)
        .map(
          ({ object, reason, message }) => `${object} ${reason}: ${message}`,
        );
    } catch {
      // The reasons above must not be lost because a further question went unanswered.
      return [];
    }
  }
}

function isHealthy(cluster: ClusterView): boolean {
  return cluster.status.phase === 'Healthy' && isCurrent(cluster);
}

/** Whether the status speaks of the spec as it is now. */
function isCurrent({ generation, status }: ClusterView): boolean {
  return (status.observedGeneration ?? 0) >= generation;
}

/** Why waiting is of no use. */
function hopeless({ deleting, spec }: ClusterView): string | undefined {
  if (deleting) return 'is being deleted';
  if (spec.hibernate) return 'hibernates: set hibernate to false to start it';
  if (spec.paused) return 'is paused: set paused to false to go on';
  return undefined;
}

/** What only a person can remedy. */
function refusalOf(cluster: ClusterView): string | undefined {
  const { status } = cluster;
  if (!isCurrent(cluster)) return undefined;
  const refused = status.conditions?.find(({ type }) => type === 'Refused');
  if (refused?.status === 'True') return `is refused: ${refused.message}`;
  if (status.phase === 'WaitingForUser') {
    return `waits for a person: ${status.message ?? 'see its page'}`;
  }
  return undefined;
}

function unhealthyInstances(cluster: ClusterView | undefined): string[] {
  return (cluster?.status.instances ?? [])
    .filter(({ state }) => state !== 'Healthy')
    .map(({ name, state, message }) =>
      message ? `${name} is ${state}: ${message}` : `${name} is ${state}`,
    );
}
