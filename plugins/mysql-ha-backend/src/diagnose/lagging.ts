import { MySqlFacts } from '../mysql';
import { InstanceSnapshot } from '../observe';

/** A replica further behind than this is called lagging and takes no reads, in seconds. */
export const LAGGING_SECONDS = 10;

/** What a replica lacks for less than this, in milliseconds, is on its way to it. */
const ON_ITS_WAY_MS = 3_000;

/**
 * How far a replica is behind, in seconds: by the oldest transaction that it received and did not apply, or by what it
 * did not even receive.
 */
export function secondsBehind(
  { lacksForMs = 0 }: Pick<InstanceSnapshot, 'lacksForMs'>,
  { replica }: Pick<MySqlFacts, 'replica'>,
): number {
  const lacking = lacksForMs >= ON_ITS_WAY_MS ? lacksForMs / 1000 : 0;
  return Math.max(replica?.lagSeconds ?? 0, lacking);
}
