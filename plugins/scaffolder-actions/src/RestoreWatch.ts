import {
  ClusterKey,
  MysqlHaApi,
  MysqlHaApiError,
  RestoreView,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
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

  private told = new Map<string, string>();
  private away = false;

  private constructor(private readonly options: RestoreWatchOptions) {}

  /**
   * Resolves with the restore that succeeded.
   * @throws Error that says why it failed, or isn't through in time
   */
  async untilDone(timeoutSeconds: number): Promise<RestoreView> {
    const { key, sleep, elapsedSeconds } = this.options;
    const restore = `Restore ${key.namespace}/${key.name}`;
    let newest: RestoreView | undefined;
    while (elapsedSeconds() < timeoutSeconds) {
      newest = (await this.look()) ?? newest;
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

  /** The restore now, with news logged; undefined while Kubernetes is away. */
  private async look(): Promise<RestoreView | undefined> {
    const { api, key, log } = this.options;
    let restore: RestoreView;
    try {
      restore = await api.getRestore(key);
    } catch (error) {
      if (!(error instanceof MysqlHaApiError) || error.status !== 503) {
        throw error;
      }
      if (!this.away) log(error.message);
      this.away = true;
      return undefined;
    }
    this.away = false;
    const lines = restoreProgress(restore);
    for (const [subject, line] of lines) {
      if (this.told.get(subject) !== line) log(line);
    }
    this.told = lines;
    return restore;
  }
}
