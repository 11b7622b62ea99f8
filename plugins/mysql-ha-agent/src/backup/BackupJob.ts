import { BackupMethod } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Programs, ServerLogin } from '../mysql';
import { Progress } from '../progress';
import { ObjectStore } from '../stores';

/** What a backup is made from, and where to. @public */
export interface BackupJob {
  /** Of the request: what an earlier run of it finished is not made again. */
  readonly id?: string;
  readonly cluster: {
    readonly namespace: string;
    readonly name: string;
    readonly databaseOf?: string;
  };
  /** Kept in the manifest, so that the store alone is enough. */
  readonly clusterSpec?: Record<string, unknown>;
  readonly method: BackupMethod;
  /** Logical only; empty: all. */
  readonly databases: readonly string[];
  /** A replica by preference: CLONE and mysqldump lock nothing there that an application waits for. */
  readonly source: ServerLogin;
  /** An empty folder with room for a copy of the data; Physical only. */
  readonly scratch: string;
  readonly programs: Programs;
  readonly store: ObjectStore;
  /** Where the artifact goes, below the store’s prefix. */
  readonly path: string;
  readonly progress: Progress;
  readonly signal?: AbortSignal;
  /** For tests: the size at which a stream is cut into objects. */
  readonly objectBytes?: number;
}
