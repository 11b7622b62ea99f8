import { ReplayTarget } from '../history';
import { Programs } from '../mysql';
import { Progress } from '../progress';
import { ObjectStore } from '../stores';

/** What is restored, and where to. @public */
export interface RestoreJob {
  readonly store: ObjectStore;
  /** Where the artifact is, below the store’s prefix. */
  readonly path: string;
  /** Of a Logical backup; empty: all that it holds. */
  readonly databases: readonly string[];
  /** Becomes the data directory; must not be there, or be empty. */
  readonly datadir: string;
  /** Up to when archived transactions are applied; left out: what the backup holds. */
  readonly pointInTime?: {
    /** Where the archive is, below the store’s prefix. */
    readonly archive: string;
    readonly target: ReplayTarget;
  };
  /** A folder for the socket and log of the agent’s own mysqld. */
  readonly scratch: string;
  readonly programs: Programs;
  readonly progress: Progress;
  readonly signal?: AbortSignal;
  /** For tests: how much is fetched before it is applied. */
  readonly batchBytes?: number;
}
