import {
  ClusterKey,
  ClusterStatus,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { GtidSet } from '../mysql';

/** Why the binary log doesn't reach its archive. */
export interface ArchiveTrouble {
  /** One CamelCase word. */
  readonly reason: string;
  /** A sentence: what is the case. */
  readonly message: string;
  /** What a person can do. */
  readonly next: string;
}

/** What is known of the archive of a cluster's binary log. */
export interface ArchiveView {
  /** Where it lies, for sentences. */
  readonly place: string;
  /** The instance that is read; left out before it is known. */
  readonly source?: string;
  /** All that the archive knows, with what preceded it: servers may purge that. */
  readonly holds?: GtidSet;
  readonly trouble?: ArchiveTrouble;
  /** How many backups of all databases were found to go on from. */
  readonly backups?: number;
  /** Which moments can be restored; undefined while the archiver has not said so yet. */
  readonly recoverability?: NonNullable<ClusterStatus['recoverability']>;
}

/** Who knows of archives. */
export interface Archives {
  /** Undefined where none is meant to be, or while nobody looked. */
  view(cluster: ClusterKey): ArchiveView | undefined;
}
