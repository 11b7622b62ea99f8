import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Manifest } from '../artifact';
import { SavedState } from './SavedState';
import { microsOf } from './instant';

/** A backup as an archive sees it; undefined for one of single databases, which can’t be brought to a moment. */
export function savedStateOf(
  name: string,
  { databases, gtidExecuted, completedAt }: Manifest,
): SavedState | undefined {
  if (databases.length > 0) return undefined;
  return {
    name,
    gtidExecuted: GtidSet.parse(gtidExecuted),
    completedAt: microsOf(completedAt),
  };
}
