import { Manifest } from '../artifact';
import { ReplayTarget } from '../history/planReplay';
import { Programs } from '../mysql';
import { Progress } from '../progress';
import { ObjectStore } from '../stores';

/** What is applied, and to what. */
export interface ReplayJob {
  readonly store: ObjectStore;
  /** Where the archive is, below the store’s prefix. */
  readonly archive: string;
  readonly target: ReplayTarget;
  /** Of the backup that the data were restored from. */
  readonly manifest: Manifest;
  /** The backup, for sentences. */
  readonly path: string;
  readonly datadir: string;
  readonly scratch: string;
  readonly programs: Programs;
  readonly progress: Progress;
  readonly signal?: AbortSignal;
  /** For tests. */
  readonly batchBytes?: number;
}
