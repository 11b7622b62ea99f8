import {
  ClusterKey,
  MysqlHaApi,
  RestoreView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { News } from './News';
import { restoreProgress } from './restoreProgress';

const POLL_MS = 1_000;

/** What a {@link RestoreWatch} needs. */
export interface RestoreWatchOptions {
  api: Pick<MysqlHaApi, 'getRestore'>;
  /** Of the MySQLRestore. */
  key: ClusterKey;
  log: (line: string) => void;
  sleep: (ms: number) => Promise<void>;
  elapsedSeconds: () => number;
}

/** Follows one restore and logs what is new, until there is nothing more to wait for. */
export class RestoreWatch {
  static create(options: RestoreWatchOptions): RestoreWatch {
    return new RestoreWatch(options);
  }

  private readonly news: News<RestoreView>;

  private constructor(private readonly options: RestoreWatchOptions) {
    const { api, key, log } = options;
    this.news = News.of({
      ask: () => api.getRestore(key),
      lines: restoreProgress,
      log,
    });
  }

  /**
   * Resolves with the restore that succeeded.
   * @throws Error that says why it failed, or isn't through in time
   */
  async untilDone(timeoutSeconds: number): Promise<RestoreView> {
    const { key, sleep, elapsedSeconds } = this.options;
    const restore = `Restore ${key.namespace}/${key.name}`;
    let newest: RestoreView | undefined;
    while (elapsedSeconds() < timeoutSeconds) {
      newest = (await this.news.look()) ?? newest;
      if (newest?.status.phase === 'Succeeded') return newest;
      if (newest?.status.phase === 'Failed') {
        throw new Error(
          `${restore} failed: ${
            newest.status.message ?? 'see its status.'
          } A restore is tried once: when the cause is gone, restore again under another name.`,
        );
      }
      await sleep(POLL_MS);
    }
    throw new Error(
      `${restore} is not through after ${timeoutSeconds} s: ${
        newest?.status.message ??
        'the operator has not reported on it yet: is one running?'
      } It goes on by itself: kubectl -n ${
        key.namespace
      } describe mysqlrestore ${key.name} shows how.`,
    );
  }
}
