import { BackupMethod } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Refutation } from '../artifact';

/** A finished backup that lies in a place, as its manifest has it. @public */
export interface FoundArtifact {
  /** Below the store’s prefix. */
  readonly path: string;
  /** Of the manifest. */
  readonly sha256: string;
  /** Of the cluster that it was made of. */
  readonly namespace: string;
  readonly cluster: string;
  readonly method: BackupMethod;
  readonly databases: readonly string[];
  readonly source: string;
  readonly version: string;
  readonly gtidExecuted: string;
  readonly startedAt: string;
  readonly completedAt: string;
  readonly sizeBytes: number;
  /** A restore has shown that it does not come back. */
  readonly refutation?: Refutation;
}
