import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** A backup of all databases, as far as an archive is concerned. @public */
export interface SavedState {
  /** For sentences. */
  readonly name: string;
  readonly gtidExecuted: GtidSet;
  /** In microseconds since 1970. */
  readonly completedAt: number;
  /** A restore has shown that it does not come back: nothing begins with it, though nothing of its archive is deleted. */
  readonly refuted?: true;
}
