import type { Translate } from '../translation';
import { duration } from '../words';
import type { Replication } from './tree';

/** The lag of an arrow; unknown is never shown as 0. */
export function lagWords(replication: Replication, t: Translate): string {
  if (replication.kind === 'broken') return t('topology.broken');
  return replication.lagSeconds === undefined
    ? t('topology.lagUnknown')
    : t('topology.lag', { lag: duration(replication.lagSeconds) });
}
