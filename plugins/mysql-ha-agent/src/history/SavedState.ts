import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** A backup of all databases, as far as an archive is concerned. @public */
export interface SavedState {
  /** For sentences. */
  readonly name: string;
  readonly gtidExecuted: GtidSet;
  /** In microseconds since 1970. */
  readonly completedAt: number;
}
